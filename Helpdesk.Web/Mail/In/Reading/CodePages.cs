using System.Runtime.CompilerServices;
using System.Text;

namespace Helpdesk.Web.Mail.In.Reading;

/// <summary>Makes the code pages of the world's mail known to all that decodes, MimeKit's TNEF reader among it.</summary>
internal static class CodePages
{
    // With the assembly itself, before any of its code runs: the program, a test and a tool are alike, whatever they touch first.
    [ModuleInitializer]
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
