using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Helpdesk.Tests.Architecture.Planted
{
    internal sealed class InjectsContextFactory : ComponentBase
    {
        [Inject]
        public IDbContextFactory<DbContext> Factory { get; set; } = null!;
    }

    internal sealed class InjectsScheduler(ISchedulerFactory schedulers) : ComponentBase
    {
        public ISchedulerFactory Schedulers { get; } = schedulers;
    }

    internal sealed class InjectsHub : ComponentBase
    {
        [Inject]
        private IHubContext<Hub> Hub { get; set; } = null!;

        protected override Task OnInitializedAsync() => Hub.Clients.All.SendCoreAsync("changed", []);
    }

    internal sealed class AsksProviderForContext(IServiceProvider services) : ComponentBase
    {
        protected override async Task OnInitializedAsync()
        {
            await Task.Yield();
            services.GetRequiredService<DbContext>();
        }
    }

    internal sealed class CallsAQuery : ComponentBase
    {
        [Inject]
        public Func<Task<int>> Query { get; set; } = null!;
    }
}

namespace Helpdesk.Tests.Architecture.Planted.Platform.Data
{
    internal sealed class LeakyStore
    {
        public List<Cases.CaseRules> Rules { get; } = [];
    }

    internal sealed class CleanStore
    {
        public List<string> Names { get; } = [];
    }
}

namespace Helpdesk.Tests.Architecture.Planted.Mail.Out
{
    internal static class AsksCase
    {
        public static Func<bool> Later { get; } = () => Cases.CaseRules.Allows();
    }
}

namespace Helpdesk.Tests.Architecture.Planted.Cases
{
    internal sealed class CaseRules
    {
        public static bool Allows() => true;
    }

    internal sealed class OpensMail
    {
        public static async Task<string> ReadAsync()
        {
            await Task.Yield();
            return new Mail.InboundMail().Words;
        }
    }
}

namespace Helpdesk.Tests.Architecture.Planted.Mail
{
    internal sealed class InboundMail
    {
        public string Words => Cases.CaseRules.Allows() ? "words" : "";
    }
}

namespace Helpdesk.Tests.Architecture.Planted.Elsewhere
{
    internal sealed class Homeless;
}
