using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Domain.Staff;
using Coopera.Web.Tests.Admin;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Account;

public sealed class SessionTests : IDisposable
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36";
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site;

    public SessionTests() => _site = new CooperaSite(clock: _clock, services: FromAddress.Join);

    [Fact]
    public async Task A_session_ends_after_twelve_hours_whatever_is_done_in_between()
    {
        var staff = _site.NewVisitor();
        await staff.SignInAsync();
        for (var hour = 0; hour < 11; hour++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(200, (await staff.GetAsync("/gestione/webinar")).Status);
            if (hour % 4 == 3)
            {
                var asked = await staff.GetAsync("/gestione/accesso/conferma");
                Assert.Equal(303, (await staff.SubmitAsync(asked, new() { ["Password"] = CooperaSite.AdministratorPassword })).Status);
            }
        }

        _clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Equal(302, (await staff.GetAsync("/gestione/webinar")).Status);
    }

    [Fact]
    public async Task Sessions_are_listed_with_device_and_place_and_ended_one_by_one()
    {
        var here = FromAddress.Visitor(_site, "198.51.100.1");
        var there = FromAddress.Visitor(_site, "203.0.113.7", ("User-Agent", Chrome));
        await here.SignInAsync();
        await there.SignInAsync();

        var profile = await here.GetAsync("/gestione/profilo");
        Assert.Contains("Chrome su Windows da 203.0.113.7", profile.Text, StringComparison.Ordinal);
        Assert.Contains("(quello che stai usando)", profile.Text, StringComparison.Ordinal);
        Assert.Single(profile.Document.QuerySelectorAll("form[action*='/profilo/sessioni/']"));
        var answer = await here.SubmitAsync(profile, [], "form[action*='/profilo/sessioni/']");

        Assert.Contains("Quella sessione è chiusa", (await here.FollowAsync(answer)).Text, StringComparison.Ordinal);
        Assert.Equal((200, 302), ((await here.GetAsync("/gestione")).Status, (await there.GetAsync("/gestione")).Status));
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        var victim = await _site.NewStaffMemberAsync(StaffRoles.Editor);
        var row = await _site.ReadAsync(db => db.StaffSessions.Select(session => session.Id).SingleAsync());
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        var profile = await staff.GetAsync("/gestione/profilo");
        profile.Document.QuerySelector("form[action$='/esci-ovunque']")!.SetAttribute("action", $"/gestione/profilo/sessioni/{row}");
        await staff.SubmitAsync(profile, [], $"form[action$='/sessioni/{row}']");

        Assert.Equal(200, (await victim.GetAsync("/gestione")).Status);
    }

    [Fact]
    public async Task An_administrator_ends_one_session_of_a_colleague()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Editor);
        var (one, other) = (_site.NewVisitor(), FromAddress.Visitor(_site, "203.0.113.7", ("User-Agent", Chrome)));
        await one.SignInAsync(email: colleague.Email!);
        await other.SignInAsync(email: colleague.Email!);
        var administrator = await _site.NewStaffMemberAsync();

        var page = await administrator.PersonAsync(colleague.Id);
        var form = page.Document.QuerySelectorAll("form[action*='/sessioni/']").Single(
            f => f.ParentElement!.TextContent.Contains("203.0.113.7", StringComparison.Ordinal)).GetAttribute("action");
        await administrator.FollowAsync(await administrator.SubmitAsync(page, [], $"form[action='{form}']"));

        Assert.Equal((200, 302), ((await one.GetAsync("/gestione")).Status, (await other.GetAsync("/gestione")).Status));
        var line = (await _site.LinesAsync(colleague.Id)).Single();
        Assert.Equal((AuditAction.AccountSessionEnded, "Chrome su Windows, 203.0.113.7"), (line.Action, line.Details));
    }

    [Fact]
    public async Task Sessions_that_a_new_password_ended_are_listed_no_longer()
    {
        await _site.NewStaffMemberAsync();
        var staff = await _site.NewStaffMemberAsync();
        await staff.SubmitAsync(
            await staff.GetAsync("/gestione/profilo/password"),
            new()
            {
                ["CurrentPassword"] = CooperaSite.AdministratorPassword,
                ["Password"] = "quattro gatti sul tetto",
                ["PasswordAgain"] = "quattro gatti sul tetto",
            },
            "main form[action$='/password']");

        var profile = await staff.GetAsync("/gestione/profilo");

        Assert.Single(profile.Document.QuerySelectorAll("section[aria-labelledby=dispositivi] li"));
    }

    [Fact]
    public async Task What_the_table_of_sessions_holds_makes_no_cookie()
    {
        var staff = _site.NewVisitor();
        await staff.SignInAsync();

        var row = await _site.ReadAsync(db => db.StaffSessions.SingleAsync());

        Assert.NotEqual(row.Id, StaffSessions.RowOf(row.Id));
        Assert.Equal(64, row.Id.Length);
    }

    public void Dispose() => _site.Dispose();
}
