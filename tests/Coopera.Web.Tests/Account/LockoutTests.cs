using Coopera.Core.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Account;

public sealed class LockoutTests : IDisposable
{
    // Each locks the one administrator out.
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_kindly_for_a_quarter_of_an_hour()
    {
        var visitor = _site.NewVisitor();
        var refused = await WrongAsync(visitor, 5);

        var right = await SignInAsync(visitor, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword);

        Assert.Equal((422, refused.Text), (right.Status, right.Text));
        Assert.Contains("si blocca per 15 minuti", right.Text, StringComparison.Ordinal);
        var lockedUntil = (await _site.ReadAsync(db => db.Users.SingleAsync())).LockoutEnd!.Value;
        Assert.InRange(lockedUntil, DateTimeOffset.UtcNow.AddMinutes(10), DateTimeOffset.UtcNow.AddMinutes(16));

        await _site.WriteAsync(async db => (await db.Users.SingleAsync()).LockoutEnd = DateTimeOffset.UtcNow.AddSeconds(-1));
        Assert.Equal(303, (await SignInAsync(visitor, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
    }

    [Fact]
    public async Task Wrong_passwords_tried_all_at_once_are_counted_one_by_one()
    {
        var tries = await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            var visitor = _site.NewVisitor();
            return (Visitor: visitor, Form: await visitor.GetAsync("/gestione/accesso"));
        }));

        await Task.WhenAll(tries.Select((one, i) => one.Visitor.SubmitAsync(
            one.Form, new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = $"sbagliata {i}" })));

        Assert.Equal(
            422, (await SignInAsync(_site.NewVisitor(), CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
    }

    [Fact]
    public async Task Whatever_the_account_one_password_is_checked_so_that_the_time_tells_nothing()
    {
        var hasher = new CountingHasher();
        using var site = new CooperaSite(services: services => services.AddSingleton<IPasswordHasher<StaffUser>>(hasher));
        await site.NewStaffMemberAsync(StaffRoles.Reader);
        await site.WriteAsync(db =>
        {
            var hash = hasher.HashPassword(new StaffUser(), "una qualunque");
            db.Users.AddRange(
                Account("invitata", new StaffUser { InvitedAt = DateTimeOffset.UtcNow }),
                Account("sospesa", new StaffUser { PasswordHash = hash, SuspendedAt = DateTimeOffset.UtcNow }),
                Account("bloccata", new StaffUser { PasswordHash = hash, LockoutEnd = DateTimeOffset.UtcNow.AddMinutes(9) }));
            return Task.CompletedTask;
        });

        foreach (var email in new[]
        {
            "nessuno@anci.example",
            "invitata@anci.example",
            "sospesa@anci.example",
            "bloccata@anci.example",
            CooperaSite.AdministratorEmail,
        })
        {
            var before = hasher.Verified;
            Assert.Equal(422, (await SignInAsync(site.NewVisitor(), email, "sbagliata")).Status);
            Assert.Equal((email, before + 1), (email, hasher.Verified));
        }
    }

    [Fact]
    public async Task Signing_in_forgives_the_slips_before()
    {
        var visitor = _site.NewVisitor();
        await WrongAsync(visitor, 4);
        await SignInAsync(visitor, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword);

        await WrongAsync(visitor, 4);

        Assert.Equal(
            303, (await SignInAsync(_site.NewVisitor(), CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
    }

    [Fact]
    public async Task Trying_passwords_in_a_row_is_stopped_for_a_minute_even_with_many_addresses()
    {
        using var site = new CooperaSite(new() { ["RateLimits:StaffSignInsPerMinute"] = "3" });
        var visitor = site.NewVisitor();
        var form = await visitor.GetAsync("/gestione/accesso");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(
                422, (await visitor.SubmitAsync(form, new() { ["Email"] = $"persona{i}@anci.example", ["Password"] = "a caso" })).Status);
        }

        var answer = await visitor.SubmitAsync(
            form, new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = CooperaSite.AdministratorPassword });

        Assert.Equal(429, answer.Status);
        Assert.Contains("Aspetta un minuto", answer.Text, StringComparison.Ordinal);
        Assert.True(answer.Response.Headers.RetryAfter!.Delta > TimeSpan.Zero);
    }

    public void Dispose() => _site.Dispose();

    private static async Task<Page> SignInAsync(Visitor visitor, string email, string password) =>
        await visitor.SubmitAsync(
            await visitor.GetAsync("/gestione/accesso"),
            new() { ["Email"] = email, ["Password"] = password },
            "main form[action$='/accesso']");

    private static async Task<Page> WrongAsync(Visitor visitor, int times)
    {
        var answer = await visitor.GetAsync("/gestione/accesso");
        for (var i = 0; i < times; i++)
        {
            answer = await SignInAsync(visitor, CooperaSite.AdministratorEmail, $"tentativo {i}");
        }

        return answer;
    }

    private static StaffUser Account(string name, StaffUser user)
    {
        user.UserName = user.Email = $"{name}@anci.example";
        user.NormalizedUserName = user.NormalizedEmail = user.Email.ToUpperInvariant();
        user.LockoutEnabled = true;
        return user;
    }

    private sealed class CountingHasher : PasswordHasher<StaffUser>
    {
        private int _verified;

        public int Verified => _verified;

        public override PasswordVerificationResult VerifyHashedPassword(StaffUser user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref _verified);
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
