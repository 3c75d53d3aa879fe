using Coopera.Core.Data;
using Coopera.Domain;
using Coopera.Domain.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Admin;

/// <summary>What administrators do with the account of somebody else, and cannot do with their own.</summary>
public sealed class StaffPersonTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task A_new_role_applies_with_the_next_click_and_stands_in_the_register()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Reader);
        var session = await _site.EnterAsync(colleague);
        Assert.Equal(302, (await session.GetAsync("/gestione/adesioni/nuova")).Status);
        var administrator = await _site.NewStaffMemberAsync();

        var page = await administrator.FollowAsync(await ChangeAsync(
            administrator, colleague.Id, StaffRoles.Secretariat, mayExport: true, ("ChangeReason", "Passa in segreteria")));

        Assert.Contains("Profilo cambiato", page.Text, StringComparison.Ordinal);
        Assert.Equal([StaffRoles.Export, StaffRoles.Secretariat], await _site.RolesAsync(colleague.Id));
        Assert.StartsWith(
            "/gestione/accesso",
            new Uri(new Uri("http://localhost"), (await session.GetAsync("/gestione/webinar")).Location).AbsolutePath,
            StringComparison.Ordinal);
        Assert.Equal(200, (await (await _site.EnterAsync(colleague)).GetAsync("/gestione/adesioni/nuova")).Status);
        var line = (await _site.LinesAsync(colleague.Id)).Single();
        Assert.Equal(
            (AuditAction.AccountChanged, "Ruolo: Lettura\nEsportazione: no", "Ruolo: Segreteria\nEsportazione: sì", "Passa in segreteria"),
            (line.Action, line.Before, line.After, line.Reason));
        Assert.Contains("Passa in segreteria", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_name_alone_leaves_the_sessions_and_no_change_leaves_no_line()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Editor);
        var session = await _site.EnterAsync(colleague);
        var administrator = await _site.NewStaffMemberAsync();

        await ChangeAsync(administrator, colleague.Id, StaffRoles.Editor, mayExport: false, ("FullName", "Nunzia D’Angelo"));
        var same = await administrator.FollowAsync(await ChangeAsync(administrator, colleague.Id, StaffRoles.Editor, mayExport: false));

        Assert.Equal(200, (await session.GetAsync("/gestione/webinar")).Status);
        Assert.Equal("Nunzia D’Angelo", same.Heading);
        Assert.Contains("rimasto tutto come prima", same.Text, StringComparison.Ordinal);
        Assert.Equal("Nome: Nunzia D’Angelo", (await _site.LinesAsync(colleague.Id)).Single().After);
    }

    [Fact]
    public async Task A_suspended_colleague_is_out_at_once_and_stays_out_with_the_usual_sentence()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Editor);
        var session = await _site.EnterAsync(colleague);
        var administrator = await _site.NewStaffMemberAsync();

        var before = await administrator.PersonAsync(colleague.Id);
        var empty = await PressAsync(administrator, before, "sospendi", ("SuspensionReason", " "));
        Assert.Equal(422, empty.Status);
        Assert.StartsWith("Scrivi perché lo sospendi", empty.ErrorOf("Form_SuspensionReason"), StringComparison.Ordinal);
        Assert.True(empty.Document.QuerySelector("form[action$='/sospendi']")!.Closest("details")!.HasAttribute("open"));
        Assert.Equal(200, (await session.GetAsync("/gestione/webinar")).Status);
        var page = await administrator.FollowAsync(
            await PressAsync(administrator, empty, "sospendi", ("SuspensionReason", "Non lavora più con noi.")));

        Assert.Contains("Profilo sospeso", page.Text, StringComparison.Ordinal);
        Assert.Equal(302, (await session.GetAsync("/gestione/webinar")).Status);
        var refused = await _site.NewVisitor().SignInAsync(colleague.Email!);
        var unknown = await _site.NewVisitor().SignInAsync("nessuno@anci.example");
        Assert.Equal((422, unknown.Text), (refused.Status, refused.Text));
        var line = (await _site.LinesAsync(colleague.Id)).Single();
        Assert.Equal(
            (AuditAction.AccountSuspended, "Stato: attivo", "Stato: sospeso", "Non lavora più con noi."),
            (line.Action, line.Before, line.After, line.Reason));

        var second =
            await administrator.FollowAsync(await PressAsync(administrator, before, "sospendi", ("SuspensionReason", "Anche per me.")));
        Assert.Contains("Profilo sospeso", second.Text, StringComparison.Ordinal);
        Assert.Single(await _site.LinesAsync(colleague.Id));

        var back = await administrator.FollowAsync(await PressAsync(administrator, page, "riattiva"));

        Assert.Contains("Profilo riattivato", back.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await _site.NewVisitor().SignInAsync(colleague.Email!)).Status);
    }

    [Fact]
    public async Task The_second_factor_is_reset_with_a_reason_and_everything_of_it_forgotten()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Editor);
        await _site.ReadAsync(async db =>
        {
            await using var scope = _site.Services.CreateAsyncScope();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffUser>>();
            var user = (await users.FindByIdAsync(colleague.Id))!;
            await users.ResetAuthenticatorKeyAsync(user);
            await users.SetTwoFactorEnabledAsync(user, true);
            await users.GenerateNewTwoFactorRecoveryCodesAsync(user, 5);
            await users.AddOrUpdatePasskeyAsync(
                user,
                new UserPasskeyInfo([1, 2, 3], [4], DateTimeOffset.UtcNow, 0, null, true, false, false, [5], [6]) { Name = "Telefono" });
            return true;
        });
        var administrator = await _site.NewStaffMemberAsync();
        var page = await administrator.PersonAsync(colleague.Id);
        Assert.Contains("app e 1 passkey", page.Text, StringComparison.Ordinal);

        var empty = await PressAsync(administrator, page, "secondo-fattore");
        Assert.Equal(422, empty.Status);
        var done = await administrator.FollowAsync(
            await PressAsync(administrator, empty, "secondo-fattore", ("ResetReason", "Telefono rubato, sentita a voce")));

        Assert.Contains("Secondo passaggio azzerato", done.Text, StringComparison.Ordinal);
        Assert.Null(done.Document.QuerySelector("form[action$='/secondo-fattore']"));
        var left = await _site.ReadAsync(async db => (
            await db.UserPasskeys.CountAsync(key => key.UserId == colleague.Id),
            await db.UserTokens.CountAsync(token => token.UserId == colleague.Id && token.LoginProvider == "[AspNetUserStore]"),
            await db.Users.Where(user => user.Id == colleague.Id).Select(user => user.TwoFactorEnabled).SingleAsync()));
        Assert.Equal((0, 0, false), left);
        var line = (await _site.LinesAsync(colleague.Id)).Single();
        Assert.Equal(
            ("Secondo passaggio: app e 1 passkey", "Secondo passaggio: nessuno", "Telefono rubato, sentita a voce"),
            (line.Before, line.After, line.Reason));
    }

    [Fact]
    public async Task A_locked_account_is_let_in_again()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Editor);
        for (var i = 0; i < 5; i++)
        {
            await _site.NewVisitor().SignInAsync(colleague.Email!, $"tentativo {i}");
        }

        Assert.Equal(422, (await _site.NewVisitor().SignInAsync(colleague.Email!)).Status);
        var administrator = await _site.NewStaffMemberAsync();
        var page = await administrator.PersonAsync(colleague.Id);
        Assert.Equal("bloccato", page.Document.QuerySelector(".page-head .tag")!.TextContent);

        await administrator.FollowAsync(await PressAsync(administrator, page, "sblocca"));

        Assert.Equal(303, (await _site.NewVisitor().SignInAsync(colleague.Email!)).Status);
        Assert.Equal(AuditAction.AccountUnlocked, (await _site.LinesAsync(colleague.Id)).Single().Action);
    }

    [Fact]
    public async Task All_sessions_of_somebody_end_and_they_may_sign_in_again()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Editor);
        var (one, two) = (await _site.EnterAsync(colleague), await _site.EnterAsync(colleague));
        var administrator = await _site.NewStaffMemberAsync();

        await administrator.FollowAsync(await PressAsync(administrator, await administrator.PersonAsync(colleague.Id), "sessioni"));

        Assert.Equal((302, 302), ((await one.GetAsync("/gestione/webinar")).Status, (await two.GetAsync("/gestione/webinar")).Status));
        Assert.Equal(303, (await _site.NewVisitor().SignInAsync(colleague.Email!)).Status);
    }

    [Fact]
    public async Task The_last_active_administrator_can_be_neither_demoted_nor_suspended()
    {
        using var site = new CooperaSite(); // who administers is counted
        var administrator = await site.NewStaffMemberAsync();
        var mine = (await site.AccountOfAsync(CooperaSite.AdministratorEmail))!;
        var suspended = await site.ColleagueAsync(StaffRoles.Administrator);
        await site.WriteAsync(
            async db => (await db.Users.SingleAsync(user => user.Id == suspended.Id)).SuspendedAt = DateTimeOffset.UtcNow);

        var demoted = await ChangeAsync(administrator, mine.Id, StaffRoles.Reader, mayExport: true);
        var page = await administrator.PersonAsync(mine.Id);
        Assert.Null(page.Document.QuerySelector("form[action$='/sospendi']"));
        page.Document.QuerySelector("form[action$='/sessioni']")!.SetAttribute("action", $"/gestione/utenti/{mine.Id}/sospendi");
        var stopped = await PressAsync(administrator, page, "sospendi", ("SuspensionReason", "prova"));

        page = await administrator.PersonAsync(mine.Id);
        page.Document.QuerySelector("form[action$='/sessioni']")!.SetAttribute("action", $"/gestione/utenti/{mine.Id}/sospendi");
        var atOnce = await PressAsync(administrator, page, "sospendi", ("SuspensionReason", ""));
        Assert.Contains("Scrivi perché lo sospendi", atOnce.Text, StringComparison.Ordinal);

        foreach (var answer in new[] { demoted, stopped, atOnce })
        {
            Assert.Equal(422, answer.Status);
            Assert.Contains(
                "È l’unico profilo attivo che può amministrare",
                answer.Document.QuerySelector(".error-summary")!.TextContent,
                StringComparison.Ordinal);
        }

        Assert.Contains(StaffRoles.Administrator, await site.RolesAsync(mine.Id));
        Assert.Null((await site.AccountAsync(mine.Id))!.SuspendedAt);
    }

    [Fact]
    public async Task Nobody_demotes_or_suspends_themselves_but_may_take_the_right_to_export_and_go_on()
    {
        using var site = new CooperaSite(); // who administers is counted
        await site.ColleagueAsync(StaffRoles.Administrator);
        var administrator = await site.NewStaffMemberAsync();
        var mine = (await site.AccountOfAsync(CooperaSite.AdministratorEmail))!;

        var demoted = await ChangeAsync(administrator, mine.Id, StaffRoles.Reader, mayExport: true);
        Assert.Equal(422, demoted.Status);
        Assert.Contains(
            "Non puoi togliere a te il ruolo di Amministrazione",
            demoted.Document.QuerySelector(".error-summary")!.TextContent,
            StringComparison.Ordinal);
        var page = await administrator.FollowAsync(await ChangeAsync(administrator, mine.Id, StaffRoles.Administrator, mayExport: false));

        Assert.Contains("Profilo cambiato", page.Text, StringComparison.Ordinal);
        Assert.Equal([StaffRoles.Administrator], await site.RolesAsync(mine.Id));
        Assert.Equal(
            "/gestione/accesso-negato",
            new Uri(new Uri("http://localhost"), (await administrator.GetAsync("/gestione/adesioni.csv")).Location).AbsolutePath);
    }

    [Fact]
    public async Task Who_was_overtaken_changes_nothing_is_told_and_keeps_what_they_wrote()
    {
        using var site = new CooperaSite(); // who administers is counted
        var colleague = await site.ColleagueAsync(StaffRoles.Reader);
        var administrator = await site.NewStaffMemberAsync();
        var other = await site.EnterAsync(await site.ColleagueAsync(StaffRoles.Administrator));
        var old = await administrator.PersonAsync(colleague.Id);
        await ChangeAsync(other, colleague.Id, StaffRoles.Editor, mayExport: false, ("ChangeReason", "Cura i comunicati"));

        var late = await PressAsync(administrator, old, "sospendi", ("SuspensionReason", "Non risponde da mesi."));

        Assert.Equal(409, late.Status);
        Assert.Contains("Nel frattempo il profilo è cambiato", late.Text, StringComparison.Ordinal);
        Assert.Contains("Ora il ruolo è Redazione", late.Text, StringComparison.Ordinal);
        Assert.Contains("Cura i comunicati", late.Text, StringComparison.Ordinal);
        Assert.Equal("Non risponde da mesi.", late.AreaOf("Form.SuspensionReason").Trim());
        Assert.Null((await site.AccountAsync(colleague.Id))!.SuspendedAt);

        Assert.Equal(303, (await PressAsync(administrator, late, "sospendi")).Status);
        Assert.NotNull((await site.AccountAsync(colleague.Id))!.SuspendedAt);
    }

    [Fact]
    public async Task An_account_that_is_not_there_is_not_found()
    {
        var administrator = await _site.NewStaffMemberAsync();

        Assert.Equal(404, (await administrator.PersonAsync("nessuno")).Status);
    }

    [Fact]
    public async Task A_single_administrator_is_warned_and_each_row_tells_what_matters()
    {
        using var site = new CooperaSite(); // who administers is counted
        var administrator = await site.NewStaffMemberAsync();
        await site.ColleagueAsync(StaffRoles.Reader, StaffRoles.Export);

        var page = await administrator.GetAsync("/gestione/utenti");

        Assert.Contains("Può amministrare una persona sola", page.Text, StringComparison.Ordinal);
        var cells = page.Document.QuerySelectorAll("tbody tr")
            .Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToList()).ToList();
        var (reader, mine) = (cells.Single(row => row[2] == "Lettura"), cells.Single(row => row[0] == CooperaSite.AdministratorEmail));
        Assert.Equal(["attivo", "Lettura", "sì", "nessuno", "mai"], reader[1..]);
        Assert.Equal(["attivo", "Amministrazione", "sì", "nessuno"], mine[1..5]);
        Assert.Equal(RomeTime.DateAndTime((await site.AccountOfAsync(CooperaSite.AdministratorEmail))!.LastSignInAt!.Value), mine[5]);
        await site.ColleagueAsync(StaffRoles.Administrator);
        Assert.DoesNotContain("una persona sola", (await administrator.GetAsync("/gestione/utenti")).Text, StringComparison.Ordinal);
    }

    private static Task<Page> PressAsync(Visitor administrator, Page page, string action, params (string Field, string? Value)[] fields) =>
        administrator.PressAsync(page, action, fields);

    private static async Task<Page> ChangeAsync(
        Visitor administrator, string id, string role, bool mayExport, params (string Field, string? Value)[] fields) =>
        await PressAsync(
            administrator,
            await administrator.PersonAsync(id),
            "ruolo",
            [("Roles", role), ("MayExport", mayExport ? "true" : "false"), .. fields]);
}
