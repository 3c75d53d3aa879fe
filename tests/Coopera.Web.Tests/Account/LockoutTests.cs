using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Web.Tests.Admin;
using Coopera.Web.Tests.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Account;

public sealed class LockoutTests : IDisposable
{
    // Each shuts somebody out.
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site;

    public LockoutTests() => _site = new CooperaSite(clock: _clock, services: FromAddress.Join);

    [Fact]
    public async Task Five_wrong_passwords_shut_the_account_kindly_for_a_quarter_of_an_hour()
    {
        var visitor = _site.NewVisitor();
        var refused = await WrongAsync(visitor, 5);

        var right = await SignInAsync(visitor, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword);

        Assert.Equal((422, refused.Text), (right.Status, right.Text));
        Assert.Contains("si blocca per 15 minuti", right.Text, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(422, (await SignInAsync(visitor, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(303, (await SignInAsync(visitor, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
    }

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.8", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", false)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", true)]
    public async Task Wrong_passwords_shut_out_the_network_they_come_from_and_no_other(string first, string second, bool entersFromSecond)
    {
        await WrongAsync(FromAddress.Visitor(_site, first), 5);

        var there = await SignInAsync(
            FromAddress.Visitor(_site, second), CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword);

        Assert.Equal(entersFromSecond ? 303 : 422, there.Status);
        var here = await SignInAsync(
            FromAddress.Visitor(_site, first), CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword);
        Assert.Equal(422, here.Status);
    }

    [Fact]
    public async Task The_owner_enters_from_a_known_device_while_two_hundred_wrong_passwords_come_from_everywhere_and_is_told_once()
    {
        var owner = FromAddress.Visitor(_site, "198.51.100.1");
        await SignInAsync(owner, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword);
        await owner.SubmitAsync(await owner.GetAsync("/gestione/webinar"), [], "form[action='/gestione/esci']");

        for (var network = 0; network < 40; network++)
        {
            await WrongAsync(FromAddress.Visitor(_site, $"203.0.113.{network}"), 5);
            if (network % 13 == 0)
            {
                Assert.Equal(303, (await SignInAsync(owner, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
                await owner.SubmitAsync(await owner.GetAsync("/gestione/webinar"), [], "form[action='/gestione/esci']");
            }
        }

        var stranger = FromAddress.Visitor(_site, "192.0.2.1");
        Assert.Equal(422, (await SignInAsync(stranger, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
        Assert.Equal(303, (await SignInAsync(owner, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
        var told = Assert.Single(
            await _site.DeliverAsync(), mail => mail.Subject == "Qualcuno prova a indovinare la tua password");
        Assert.Equal(CooperaSite.AdministratorEmail, told.To.Mailboxes.Single().Address);
        _clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(303, (await SignInAsync(stranger, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
    }

    [Fact]
    public async Task A_known_device_has_five_attempts_of_its_own_and_shuts_nobody_else_out()
    {
        var known = _site.NewVisitor();
        await SignInAsync(known, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword);
        await WrongAsync(known, 5);

        Assert.Equal(422, (await SignInAsync(known, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
        Assert.Equal(
            303, (await SignInAsync(_site.NewVisitor(), CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword)).Status);
    }

    [Fact]
    public async Task A_device_known_for_one_account_is_a_stranger_to_another()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Editor);
        var known = _site.NewVisitor();
        await SignInAsync(known, CooperaSite.AdministratorEmail, CooperaSite.AdministratorPassword);
        for (var i = 0; i < 5; i++)
        {
            await SignInAsync(_site.NewVisitor(), colleague.Email!, $"tentativo {i}");
        }

        Assert.Equal(422, (await SignInAsync(known, colleague.Email!, CooperaSite.AdministratorPassword)).Status);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_counted_like_one_that_somebody_has()
    {
        foreach (var email in new[] { "nessuno@anci.example", CooperaSite.AdministratorEmail })
        {
            for (var i = 0; i < 6; i++)
            {
                await SignInAsync(_site.NewVisitor(), email, $"tentativo {i}");
            }
        }

        var counts = await _site.ReadAsync(db => db.SignInCounts.OrderBy(c => c.Place).Select(c => new { c.Place, c.Count }).ToListAsync());
        Assert.Equal(4, counts.Count);
        Assert.Equal([5, 5, 6, 6], counts.Select(count => count.Count));
    }

    [Fact]
    public async Task Counts_that_are_over_are_forgotten_by_a_job()
    {
        await WrongAsync(_site.NewVisitor(), 2);
        _clock.Advance(TimeSpan.FromHours(25));

        await using var scope = _site.Services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<ForgetSignInCounts>().RunAsync();

        Assert.Equal(2, report[ForgetSignInCounts.Forgotten]);
        Assert.Empty(await _site.ReadAsync(db => db.SignInCounts.ToListAsync()));
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
                Account("bloccata", new StaffUser { PasswordHash = hash }));
            return Task.CompletedTask;
        });

        for (var i = 0; i < 5; i++)
        {
            await SignInAsync(site.NewVisitor(), "bloccata@anci.example", $"tentativo {i}");
        }

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

    private static Task<Page> SignInAsync(Visitor visitor, string email, string password) =>
        StaffKit.SignInAsync(visitor, password, email);

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
