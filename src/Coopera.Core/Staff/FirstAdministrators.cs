using System.Globalization;
using System.Security.Cryptography;
using Coopera.Core.Changes;
using Coopera.Core.Data;
using Coopera.Core.Links;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Staff;

public sealed partial class FirstAdministrators(
    CooperaDb db,
    UserManager<StaffUser> users,
    IDataProtectionProvider protection,
    LinkGenerations generations,
    SiteAddresses addresses,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    ILogger<FirstAdministrators> logger)
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(24);

    private readonly VoidableProtector _protector = new(protection, generations, "Coopera.FirstAdministrator.v2");

    public Task<bool> AnyAsync() => AnyAsync(db);

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
                Log.NoAdministrator(logger, NewLink()));
            return;
        }

        if (PasswordRules.Problem(wanted.Password, wanted.Email.Key) is not null)
        {
            throw new SettingsException(
                $"Staff:FirstAdministrator:Password is easy to guess: it must have {PasswordRules.MinLength} to {PasswordRules.MaxLength} "
                + "characters and be no common word, name, date or run of keys.");
        }

        if (!await CreateAsync(wanted.Email, wanted.Password) && !await AnyAsync())
        {
            throw new SettingsException(
                $"Staff:FirstAdministrator:Email is \"{wanted.Email}\": it must be an address that no other staff member has.");
        }
    }

    public string NewLink() => addresses.FirstAccess(
        _protector.Current.Protect((clock.GetUtcNow() + LinkLife).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));

    public bool IsValidLink(string? token)
    {
        try
        {
            var end = long.Parse(_protector.Current.Unprotect(token ?? ""), CultureInfo.InvariantCulture);
            return end > clock.GetUtcNow().ToUnixTimeSeconds();
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }

    public async Task<bool> CreateAsync(EmailAddress email, string password, string fullName = "")
    {
        var user = new StaffUser
        {
            FullName = fullName,
            UserName = email.Key,
            NormalizedUserName = users.NormalizeName(email.Key),
            Email = email.Key,
            NormalizedEmail = users.NormalizeEmail(email.Key),
            EmailConfirmed = true,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        user.PasswordHash = users.PasswordHasher.HashPassword(user, password);
        try
        {
            return await db.WriteAsync(writing => AddAsync(writing, user, clock.GetUtcNow()));
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            return false;
        }
    }

    // The role's row is the lock: whoever comes at the same moment waits for it, and then finds an administrator.
    private static async Task<bool> AddAsync(CooperaDb writing, StaffUser user, DateTimeOffset now)
    {
        await ChangedAccount.LockAllAsync(writing);
        if (await AnyAsync(writing))
        {
            return false;
        }

        writing.Users.Add(user);
        await writing.AddRolesAsync(user.Id, [StaffRoles.Administrator], mayExport: true);
        Register.Add(
            writing, "sistema", user.Email!, AuditSubject.Account(user.Id), new RegisterLine(AuditAction.FirstAccountCreated), now);
        await writing.SaveChangesAsync();
        return true;
    }

    private static Task<bool> AnyAsync(CooperaDb db) =>
        db.UserRoles.AnyAsync(member => db.Roles.Any(role => role.Id == member.RoleId && role.Name == StaffRoles.Administrator));

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning, Message = "There is no administrator yet. Within 24 hours, create the first one at {Address}")]
        public static partial void NoAdministrator(ILogger logger, string address);
    }
}
