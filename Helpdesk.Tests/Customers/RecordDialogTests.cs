using Bunit;
using Helpdesk.Domain.Customers;
using Helpdesk.Tests.People;
using Helpdesk.Web.Customers.Contracts;
using Helpdesk.Web.Customers.Editing;
using Helpdesk.Web.Customers.Products;
using Helpdesk.Web.Platform.Identity;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace Helpdesk.Tests.Customers;

/// <summary>The dialog of acts on records: nothing chosen beforehand, what is wrong beside its field, previews as one types.</summary>
public sealed class RecordDialogTests(RecordScreens screens) : IClassFixture<RecordScreens>
{
    [Fact]
    public async Task AddContract_HasNoTierBeforehand_AndIsRefusedWithout()
    {
        await using var shown = await Shown.OpenAsync<ContractQuestions>(screens, q => q.Add("K-1000"));

        shown.Dialog.Find("form").Submit();

        shown
            .Dialog.FindComponents<MudSelect<string>>()[0]
            .Find(".mud-input-error, .mud-error-text, .mud-input-control.mud-input-error")
            .ShouldNotBeNull("the tier");
        shown.Dialog.Markup.ShouldContain("This field must not be empty.");
        shown.Dialog.Find("button[type=submit]").TextContent.ShouldBe("Add contract");
    }

    [Fact]
    public async Task AddProduct_RefusedByTheRules_SaysSoBesideTheField_ThenSaves()
    {
        await using var shown = await Shown.OpenAsync<ProductQuestions>(screens, q => q.Add());
        var lines = shown.Dialog.FindAll("input[type=text]");
        lines[0].Change("NEW/1");
        shown.Dialog.FindAll("input[type=text]")[1].Change("New product");
        await shown.SubmitAsync();
        shown.Dialog.WaitForAssertion(() => shown.Dialog.Markup.ShouldContain("cannot be a key"));

        shown.Dialog.FindAll("input[type=text]")[0].Change("NEW-1");
        await shown.SubmitAsync();

        var done = await shown.Done;
        done.ShouldNotBeNull().Key.ShouldBe("NEW-1");
        done.Steps.ShouldHaveSingleItem().Kind.ShouldBe(RecordKinds.Products.Name);
    }

    [Fact]
    public async Task AddVersion_ShowsWhatItChanges_WhileItIsTyped_E1()
    {
        var found = await screens.Get<ProductsQuery>().RunAsync(RecordScreens.Engineer, CancellationToken.None);
        var row = found.Value.Single(p => p.Product.Code == "SPX-SERVER");
        await using var shown = await Shown.OpenAsync<ProductQuestions>(
            screens,
            q =>
                q.AddVersion(
                    row,
                    texts =>
                        b =>
                        {
                            b.OpenComponent<VersionPreviewPanel>(0);
                            b.AddComponentParameter(1, nameof(VersionPreviewPanel.Texts), texts);
                            b.CloseComponent();
                        }
                )
        );
        shown.Dialog.Markup.ShouldContain("Enter a number and the day of release");

        shown.Dialog.FindAll("input[type=text]")[0].Change("5.3.0");

        shown.Dialog.WaitForAssertion(() => shown.Dialog.Markup.ShouldContain("leaves support on 9 Jun 2027"));
        shown.Dialog.FindAll("a[href^='/cases/C-']").ShouldNotBeEmpty();
    }

    /// <summary>A dialog on the screen of the administrator.</summary>
    private sealed class Shown : IAsyncDisposable
    {
        private readonly BunitContext _context = new();
        private readonly AsyncServiceScope _scope;

        private Shown(RecordScreens screens)
        {
            _scope = screens.Host.Services.CreateAsyncScope();
            _context.JSInterop.Mode = JSRuntimeMode.Loose;
            _context.Services.AddMudServices();
            var reader = new CurrentPerson(new HttpContextAccessor());
            reader.SignedInAs(Who.Admin);
            _context.Services.AddSingleton(reader);
            _scope.ServiceProvider.GetRequiredService<CurrentPerson>().SignedInAs(Who.Admin);
            _context.Services.AddFallbackServiceProvider(_scope.ServiceProvider);
        }

        public IRenderedComponent<MudDialogProvider> Dialog { get; private set; } = null!;

        public Task<RecordDone?> Done { get; private set; } = null!;

        public static async Task<Shown> OpenAsync<TQuestions>(RecordScreens screens, Func<TQuestions, RecordQuestion> ask)
            where TQuestions : notnull
        {
            var shown = new Shown(screens);
            shown._context.Render<MudPopoverProvider>();
            shown.Dialog = shown._context.Render<MudDialogProvider>();
            var question = ask(shown._scope.ServiceProvider.GetRequiredService<TQuestions>());
            var parameters = new DialogParameters<RecordDialog> { { d => d.Question, question } };
            await shown.Dialog.InvokeAsync(async () =>
            {
                var dialog = await shown._context.Services.GetRequiredService<IDialogService>().ShowAsync<RecordDialog>("", parameters);
                shown.Done = dialog.GetReturnValueAsync<RecordDone>();
            });
            return shown;
        }

        public Task SubmitAsync() => Dialog.Find("form").SubmitAsync();

        public async ValueTask DisposeAsync()
        {
            await _context.DisposeAsync();
            await _scope.DisposeAsync();
        }
    }
}
