using System.CommandLine;
using Coopera.Core;
using Coopera.Core.Staff;
using Coopera.Domain;

namespace Coopera.Web.Commands;

/// <summary><c>admin invite ADDRESS</c>: when nobody can sign in any more, or nobody ever did.</summary>
public static class InviteAdmin
{
    public static Command Verb(string[] settings)
    {
        var address = new Argument<string>("ADDRESS") { Description = "the email address of who shall administer, for example nome@comune.it" };
        var verb = new Command("invite", "Print a link, good once, on which an administrator chooses a password") { address };
        return verb.OnSite(
            settings, Reach.Writes, (services, words, stop) => RunAsync(services, words.GetRequiredValue(address), stop));
    }

    private static async Task<int> RunAsync(IServiceProvider services, string address, CancellationToken stop)
    {
        if (!EmailAddress.TryParse(address, out var email))
        {
            throw new SettingsException($"\"{address}\" is no email address: it must look like nome@comune.it.");
        }

        await using var scope = services.CreateAsyncScope();
        var link = await scope.ServiceProvider.GetRequiredService<InviteAdministrator>().RunAsync(email, stop);
        await Console.Out.WriteLineAsync(link.Address);
        await Console.Out.WriteLineAsync(link.WasThere
            ? $"{email.Display} has an account, which now administers: the link lets them choose a new password, once, until "
                + $"{RomeTime.ToRome(link.EndsAt):yyyy-MM-dd HH:mm} (Rome). Who lost the second step, too, needs Staff:ResetSecondFactorOf."
            : $"{email.Display} administers once they choose a password there, once, until {RomeTime.ToRome(link.EndsAt):yyyy-MM-dd HH:mm} "
                + "(Rome).");
        await Console.Out.WriteLineAsync(
            "The link opens when the site runs; a mail with one goes out then, too, if mails go. The register has a line of this.");
        return ExitCode.Done;
    }
}
