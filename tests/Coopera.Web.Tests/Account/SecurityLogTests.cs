using System.Reflection;
using Coopera.Core.Staff;
using Coopera.Core.Staff.Audit;
using Coopera.Domain.Staff;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Account;

/// <summary>Who signed in, or tried to, from where: a row, and a line of the log.</summary>
public sealed class SecurityLogTests : IDisposable
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0";
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly LogLines _log = new();
    private readonly CooperaSite _site;

    public SecurityLogTests() => _site = new CooperaSite(clock: _clock, services: services =>
    {
        FromAddress.Join(services);
        _log.Join(services);
    });

    [Fact]
    public async Task Whatever_happens_at_the_door_has_its_row_with_account_and_address()
    {
        var visitor = FromAddress.Visitor(_site, "203.0.113.7", ("User-Agent", Firefox));
        await visitor.SignInAsync("non è questa");
        await visitor.SignInAsync("non è questa", "nessuno@anci.example");
        await visitor.SignInAsync();
        await visitor.SubmitAsync(await visitor.GetAsync("/gestione/webinar"), [], "form[action='/gestione/esci']");
        await visitor.SubmitAsync(await visitor.GetAsync("/gestione/password"), new() { ["Email"] = CooperaSite.AdministratorEmail });

        var rows = await RowsAsync();

        var account = await _site.ReadAsync(db => db.Users.Select(user => user.Id).SingleAsync());
        Assert.Equal(
            [
                SecurityCode.PasswordWrong, SecurityCode.PasswordWrong, SecurityCode.SignedIn, SecurityCode.SignedOut,
                SecurityCode.ResetAsked,
            ],
            rows.Select(row => row.Code));
        Assert.Equal([account, null, account, account, account], rows.Select(row => row.UserId));
        Assert.All(rows, row => Assert.Equal(("203.0.113.7", "Firefox su Linux"), (row.Address, row.Device)));
        Assert.DoesNotContain(rows, row => row.Account.Contains("nessuno", StringComparison.Ordinal));
        Assert.Contains(_log.Lines, line => line.Contains(
            $"Security sign-in.done, account {account}, from 203.0.113.7 (Firefox su Linux)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_knocks_on_and_on_fills_no_log()
    {
        for (var i = 0; i < 12; i++)
        {
            await FromAddress.Visitor(_site, "203.0.113.7").SignInAsync($"tentativo {i}");
        }

        Assert.Equal(
            [.. Enumerable.Repeat(SecurityCode.PasswordWrong, 5), SecurityCode.Blocked], (await RowsAsync()).Select(row => row.Code));
    }

    [Fact]
    public async Task A_limit_that_is_reached_is_told_once()
    {
        using var site = new CooperaSite(new() { ["RateLimits:StaffSignInsPerMinute"] = "1" }, services: FromAddress.Join);
        var visitor = FromAddress.Visitor(site, "2001:db8::7");
        for (var i = 0; i < 4; i++)
        {
            await visitor.SignInAsync("a caso", "nessuno@anci.example");
        }

        var row = Assert.Single(await site.ReadAsync(
            db => db.SecurityEvents.Where(e => e.Code == SecurityCode.LimitReached).ToListAsync()));
        Assert.Equal(("2001:db8::7", "staff-sign-in"), (row.Address, row.Detail));
    }

    [Fact]
    public async Task Administrators_read_it_by_account_and_by_address_and_it_is_forgotten_after_half_a_year()
    {
        await FromAddress.Visitor(_site, "203.0.113.7", ("User-Agent", Firefox)).SignInAsync("non è questa");
        await FromAddress.Visitor(_site, "198.51.100.4").SignInAsync("non è questa", "nessuno@anci.example");
        var staff = await _site.NewStaffMemberAsync();

        var all = await staff.GetAsync("/gestione/registro/accessi");
        Assert.Contains("password sbagliata", all.Text, StringComparison.Ordinal);
        Assert.Contains("Firefox su Linux", all.Text, StringComparison.Ordinal);
        Assert.Contains("203.0.113.7", all.Text, StringComparison.Ordinal);
        var nobody = await staff.GetAsync("/gestione/registro/accessi?chi=-");
        Assert.Contains("198.51.100.4", nobody.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.7", nobody.Text, StringComparison.Ordinal);
        var one = await staff.GetAsync("/gestione/registro/accessi?da=203.0.113.7");
        Assert.DoesNotContain("198.51.100.4", one.Text, StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromDays(184));
        await using var scope = _site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgetSecurityEvents>().RunAsync();
        Assert.Empty(await RowsAsync());
        Assert.Empty(await _site.ReadAsync(db => db.StaffSessions.ToListAsync()));
    }

    [Fact]
    public async Task Lines_of_requests_carry_the_account_and_a_path_cannot_make_up_a_line()
    {
        var staff = await _site.NewStaffMemberAsync();
        var account = await _site.ReadAsync(db => db.Users.Select(user => user.Id).SingleAsync());

        await staff.GetAsync("/gestione/webinar");
        await _site.NewVisitor().GetAsync("/webinar/x%0A2026-01-01%20INF%20Falsa%20riga%0D%1B%5B31m%E2%80%A8y");

        Assert.Contains(_log.Lines, line => line.Contains("GET /gestione/webinar answered 200", StringComparison.Ordinal)
            && line.Contains($", account {account})", StringComparison.Ordinal));
        var forged = Assert.Single(_log.Lines, line => line.Contains("Falsa riga", StringComparison.Ordinal));
        Assert.Single(forged.TrimEnd().Split('\n', '\r', '\u2028'));
        Assert.DoesNotContain('\u001b', forged);
    }

    [Fact]
    public void Every_code_has_words()
    {
        var codes = typeof(SecurityCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetValue(null)!);

        Assert.Equal(codes.Order(StringComparer.Ordinal), SecurityWords.All.Keys.Order(StringComparer.Ordinal));
    }

    public void Dispose() => _site.Dispose();

    private Task<List<SecurityEvent>> RowsAsync() =>
        _site.ReadAsync(db => db.SecurityEvents.AsNoTracking().OrderBy(row => row.Id).ToListAsync());
}
