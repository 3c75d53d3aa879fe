using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;

namespace Coopera.Core.Staff;

public sealed partial class SecondFactorRescue(StaffAccounts accounts, UserManager<StaffUser> users, ILogger<SecondFactorRescue> logger)
{
    public async Task RunAsync(EmailAddress email)
    {
        var user = await users.FindByEmailAsync(email.Key)
            ?? throw new SettingsException($"Staff:ResetSecondFactorOf is \"{email.Display}\": it must be the address of a staff member.");
        await accounts.WriteAsync(user.Id, async account =>
        {
            if (await account.RemoveSecondFactorAsync())
            {
                await account.RecordAsync(AuditAction.SecondStepRemoved, "Dalle impostazioni, all’avvio del sito", actor: "sistema");
            }
        });
        Log.Done(logger);
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning,
            Message = "The second step of the account in Staff:ResetSecondFactorOf is off. Take the setting away: else it is taken off at "
                + "every start")]
        public static partial void Done(ILogger logger);
    }
}
