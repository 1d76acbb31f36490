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

namespace Helpdesk.Tests.Architecture.Planted.Features.Left
{
    internal static class LeftHandler
    {
        public static Func<bool> Later { get; } = () => Helpdesk.Tests.Architecture.RightRules.Allows();
    }
}

namespace Helpdesk.Tests.Architecture.Planted.Features.Right
{
    internal sealed class RightRules
    {
        public static bool Allows() => true;
    }
}

namespace Helpdesk.Tests.Architecture.Planted.Data
{
    internal sealed class LeakyStore
    {
        public List<Helpdesk.Tests.Architecture.RightRules> Rules { get; } = [];
    }
}

namespace Helpdesk.Tests.Architecture.Planted.Live
{
    internal sealed class CleanFeed
    {
        public List<string> Names { get; } = [];
    }
}
