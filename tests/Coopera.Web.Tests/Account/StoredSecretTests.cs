using Coopera.Core.Data;
using Coopera.Core.Staff;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Account;

/// <summary>Who has a copy of the database is nobody: what opens anything stands in it under a key that does not.</summary>
public sealed class StoredSecretTests : IDisposable
{
    private static readonly string PlainKey = """
        <key id="5ad5f1b1-8d1c-4b0a-9d0e-0f2f1e1d1c1b" version="1"><creationDate>2026-01-01T00:00:00Z</creationDate>
        <activationDate>2026-01-01T00:00:00Z</activationDate><expirationDate>2036-01-01T00:00:00Z</expirationDate>
        <descriptor deserializerType="{0}">
        <descriptor><encryption algorithm="AES_256_CBC" /><validation algorithm="HMACSHA256" />
        <masterKey p4:requiresEncryption="true" xmlns:p4="http://schemas.asp.net/2015/03/dataProtection">
        <value>MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZg==</value>
        </masterKey></descriptor></descriptor></key>
        """.Replace("{0}", typeof(AuthenticatedEncryptorDescriptorDeserializer).AssemblyQualifiedName, StringComparison.Ordinal);

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site;

    public StoredSecretTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task The_key_ring_stands_in_the_database_encrypted()
    {
        await _site.NewStaffMemberAsync();

        var rows = await _site.ReadAsync(db => db.DataProtectionKeys.Select(key => key.Xml!).ToListAsync());

        Assert.NotEmpty(rows);
        Assert.All(rows, xml => Assert.Contains("sealedKey", xml, StringComparison.Ordinal));
        Assert.All(rows, xml => Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_that_an_older_version_left_in_clear_are_protected_at_the_start_and_still_work()
    {
        using var site = await OnAsync(db => db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = "old", Xml = PlainKey }));

        var staff = await site.NewStaffMemberAsync();

        Assert.Equal(200, (await staff.GetAsync("/gestione")).Status);
        var row = await site.ReadAsync(db => db.DataProtectionKeys.SingleAsync());
        Assert.DoesNotContain("MDEyMzQ1", row.Xml, StringComparison.Ordinal);
        Assert.Contains("sealedKey", row.Xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_of_the_app_and_the_recovery_codes_cannot_be_read_in_the_database()
    {
        var (key, codes) = await (await _site.NewStaffMemberAsync()).LinkAppAsync(_clock);

        var stored = await _site.ReadAsync(db => db.UserTokens.Select(token => token.Value ?? "").ToListAsync());

        Assert.Equal(10, codes.Count);
        Assert.All(codes.Append(key), secret => Assert.DoesNotContain(
            stored, value => value.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task What_protects_one_account_opens_no_other()
    {
        var staff = await _site.NewStaffMemberAsync();
        await staff.LinkAppAsync(_clock);
        await _site.NewStaffMemberAsync(StaffRoles.Editor);

        await _site.WriteAsync(async db =>
        {
            var other = await db.Users.SingleAsync(user => user.Email != CooperaSite.AdministratorEmail);
            var stolen = await db.UserTokens.AsNoTracking().SingleAsync(token => token.Name == SecondFactorTokens.Key);
            db.UserTokens.Add(new() { UserId = other.Id, LoginProvider = stolen.LoginProvider, Name = stolen.Name, Value = stolen.Value });
        });

        await using var scope = _site.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>();
        var victim = await users.Users.SingleAsync(user => user.Email != CooperaSite.AdministratorEmail);
        Assert.Null(await users.GetAuthenticatorKeyAsync(victim));
    }

    [Fact]
    public async Task Keys_and_codes_that_an_older_version_left_in_clear_still_work_and_are_clear_no_longer()
    {
        var key = TotpCodes.NewKey();
        using var site = await OnAsync(db =>
        {
            var user = Administrator();
            db.Users.Add(user);
            db.UserRoles.Add(new() { UserId = user.Id, RoleId = StaffRoles.Administrator });
            db.UserTokens.AddRange(
                new() { UserId = user.Id, LoginProvider = SecondFactorTokens.Provider, Name = SecondFactorTokens.Key, Value = key },
                new()
                {
                    UserId = user.Id,
                    LoginProvider = SecondFactorTokens.Provider,
                    Name = SecondFactorTokens.RecoveryCodesName,
                    Value = "BBBBB-CCCCC;DDDDD-FFFFF",
                });
        });

        var visitor = site.NewVisitor();
        var asked = await visitor.FollowAsync(await visitor.SignInAsync());
        var entered = await visitor.SubmitAsync(asked, new() { ["Code"] = StaffKit.CodeOf(key, TimeProvider.System) });
        Assert.Equal("/gestione", entered.Location);
        var other = site.NewVisitor();
        await other.SignInAsync();
        var recovery = await other.GetAsync("/gestione/accesso/recupero");
        Assert.Equal("/gestione/profilo", (await other.SubmitAsync(recovery, new() { ["Code"] = "ddddd fffff" })).Location);
        var stored = await site.ReadAsync(db => db.UserTokens.Select(token => token.Value ?? "").ToListAsync());
        Assert.DoesNotContain(stored, value => value.Contains(key, StringComparison.Ordinal)
            || value.Contains("CCCCC", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_hashed_the_cheaper_way_is_hashed_anew_when_it_is_next_used()
    {
        using var site = new CooperaSite(
            services: services => services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordRules.Iterations));
        await site.WriteAsync(async db => (await db.Users.SingleAsync()).PasswordHash = Hash(100_000));

        Assert.Equal(303, (await site.NewVisitor().SignInAsync()).Status);

        var hash = Convert.FromBase64String((await site.ReadAsync(db => db.Users.SingleAsync())).PasswordHash!);
        Assert.Equal(210_000, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(5, 4)));
    }

    public void Dispose() => _site.Dispose();

    private static string Hash(int iterations) =>
        new PasswordHasher<StaffUser>(Options.Create(new PasswordHasherOptions { IterationCount = iterations }))
            .HashPassword(new StaffUser(), CooperaSite.AdministratorPassword);

    private static StaffUser Administrator() => new()
    {
        UserName = CooperaSite.AdministratorEmail,
        NormalizedUserName = CooperaSite.AdministratorEmail.ToUpperInvariant(),
        Email = CooperaSite.AdministratorEmail,
        NormalizedEmail = CooperaSite.AdministratorEmail.ToUpperInvariant(),
        EmailConfirmed = true,
        TwoFactorEnabled = true,
        SecurityStamp = Guid.NewGuid().ToString("N"),
        PasswordHash = Hash(1),
    };

    /// <summary>A site that finds this in its database when it starts.</summary>
    private static async Task<CooperaSite> OnAsync(Action<CooperaDb> plant)
    {
        var site = new CooperaSite();
        var file = Path.Combine(site.Folder, "coopera.db");
        await TemplateDatabase.CopyFileAsync(file);
        await using (var db = new SqliteDb(
            new DbContextOptionsBuilder<SqliteDb>().UseSqlite($"Data Source={file};Pooling=False").Options))
        {
            plant(db);
            await db.SaveChangesAsync();
        }

        return site;
    }
}
