using Helpdesk.Tests.Support.Hosts;
using Helpdesk.Web;
using Helpdesk.Web.Mail.Out;
using Helpdesk.Web.OnCall.Paging;
using Helpdesk.Web.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpdesk.Tests.OnCall.Paging;

/// <content>How the console is put together: on the test's clock and the test's wire.</content>
public sealed partial class OnCallHost
{
    // One for all its lives: what is made after a restart comes after what was made before it.
    private SeededIds? _ids;

    private void Build()
    {
        MigratedDatabase.LayInto(_folder);
        _app = HelpdeskApp.Build(
            [],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(
                    new Dictionary<string, string?>(Settings)
                    {
                        ["Data:Directory"] = _folder,
                        ["Demo:Enabled"] = "true",
                        ["Mail:PublicAddress"] = "https://support.helpdesk.example",
                    }
                );
                builder.Host.UseServiceProviderFactory(new Factory(Time, Wire, _ids ??= new SeededIds(1, Time)));
            }
        );
    }

    private sealed class Factory(TimeProvider time, Wire wire, IdSource ids) : IServiceProviderFactory<IServiceCollection>
    {
        public IServiceCollection CreateBuilder(IServiceCollection services) => services;

        public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
        {
            containerBuilder.Replace(ServiceDescriptor.Singleton(time));
            containerBuilder.Replace(ServiceDescriptor.Singleton(ids));
            containerBuilder.Replace(ServiceDescriptor.Singleton<IHookSender>(wire));
            containerBuilder.Replace(ServiceDescriptor.Singleton<IMailSender>(wire));
            return containerBuilder.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        }
    }
}
