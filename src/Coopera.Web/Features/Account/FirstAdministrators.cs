using System.Security.Cryptography;
using Coopera.Domain;
using Coopera.Web.Data;
using Coopera.Web.Infrastructure;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Features.Account;

/// <summary>How an installation gets its first administrator: from the settings, or by a link that the log prints while there is none.</summary>
public sealed partial class FirstAdministrators(
    CooperaDb db,
    UserManager<StaffUser> users,
    RoleManager<IdentityRole> roles,
    IDataProtectionProvider protection,
    SiteAddresses addresses,
    IHostApplicationLifetime lifetime,
    ILogger<FirstAdministrators> logger)
{
    public const string AdministratorRole = "Amministratore";

    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("Coopera.FirstAdministrator.v1").ToTimeLimitedDataProtector();

    public Task<bool> AnyAsync() =>
        db.UserRoles.AnyAsync(member => db.Roles.Any(role => role.Id == member.RoleId && role.Name == AdministratorRole));

    /// <summary>At start: creates the one in the settings, or prints the link. Harmless when an administrator is there.</summary>
    public async Task EnsureAsync(FirstAdministrator? wanted)
    {
        if (await AnyAsync())
        {
            return;
        }

        if (wanted is null)
        {
            // Once started, the site knows the address it listens on.
            lifetime.ApplicationStarted.Register(() =>
                Log.NoAdministrator(logger, $"{addresses.Base}/gestione/primo-accesso/{_protector.Protect("first", LinkLife)}"));
            return;
        }

        var result = await CreateAsync(wanted.Email, wanted.Password);
        if (!result.Succeeded && !await AnyAsync())
        {
            throw new SettingsException($"Staff:FirstAdministrator cannot be created: {string.Join(" ", result.Errors.Select(error => error.Description))}");
        }
    }

    public bool IsValidLink(string token)
    {
        try
        {
            return _protector.Unprotect(token) == "first";
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public async Task<IdentityResult> CreateAsync(EmailAddress email, string password)
    {
        try
        {
            if (!await roles.RoleExistsAsync(AdministratorRole))
            {
                await roles.CreateAsync(new IdentityRole(AdministratorRole));
            }

            var user = new StaffUser { UserName = email.Key, Email = email.Key, EmailConfirmed = true, LockoutEnabled = true };
            var result = await users.CreateAsync(user, password);
            return result.Succeeded ? await users.AddToRoleAsync(user, AdministratorRole) : result;
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            // Another node, started at the same moment, was quicker.
            return IdentityResult.Failed(users.ErrorDescriber.DuplicateEmail(email.Key));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "There is no administrator yet. Within 24 hours, create the first one at {Address}")]
        public static partial void NoAdministrator(ILogger logger, string address);
    }
}
