using Coopera.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

/// <summary>At the start: keys of apps and recovery codes that an older version left in clear.</summary>
public sealed partial class ProtectStaffSecrets(CooperaDb database, StaffAccounts accounts, ILogger<ProtectStaffSecrets> logger)
{
    // What the key ring makes begins so in every version; neither a key of an app nor a code can.
    private const string Protected = "CfDJ8";

    public async Task RunAsync()
    {
        var owners = (await database.UserTokens.AsNoTracking()
            .Where(token => token.LoginProvider == SecondFactorTokens.Provider).ToListAsync())
            .Where(IsClear).Select(token => token.UserId).Distinct().ToList();
        foreach (var owner in owners)
        {
            await accounts.WriteAsync(owner, account => ProtectAsync(account, owner));
        }

        if (owners.Count > 0)
        {
            Log.Protected(logger, owners.Count);
        }
    }

    private static async Task ProtectAsync(StaffAccountChange account, string owner)
    {
        foreach (var token in await account.Db.UserTokens.AsNoTracking()
            .Where(t => t.UserId == owner && t.LoginProvider == SecondFactorTokens.Provider).ToListAsync())
        {
            if (!IsClear(token))
            {
                continue;
            }

            if (token.Name == SecondFactorTokens.RecoveryCodesName)
            {
                await account.SetRecoveryCodesAsync(token.Value!.Split(';', StringSplitOptions.RemoveEmptyEntries));
            }
            else
            {
                StaffAccountChange.Must(
                    await account.Users.SetAuthenticationTokenAsync(account.User, token.LoginProvider, token.Name, token.Value));
            }
        }
    }

    private static bool IsClear(IdentityUserToken<string> token) => StaffStore.IsSecret(token.LoginProvider, token.Name)
        && token.Value is { Length: > 0 } value && !value.StartsWith(Protected, StringComparison.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Information, Message = "Accounts whose app keys and recovery codes are no longer kept in clear: {Count}")]
        public static partial void Protected(ILogger logger, int count);
    }
}
