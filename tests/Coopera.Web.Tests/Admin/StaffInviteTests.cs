using Coopera.Core.Data;
using Coopera.Domain.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>From the invitation to the first sign-in.</summary>
public sealed class StaffInviteTests : IDisposable
{
    private const string Email = "maria.rossi@anci.example";
    private const string Form = "form[action$='/invita']";
    private const string Chosen = "fontana gatto ombrello blu";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    // Each moves the clock and reads all mails of its site.
    private readonly CooperaSite _site;

    public StaffInviteTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task An_invited_colleague_chooses_a_password_signs_in_and_has_the_role()
    {
        var administrator = await _site.NewStaffMemberAsync();
        var list = await administrator.FollowAsync(await InviteAsync(administrator));
        Assert.Contains($"Invito in partenza per {Email}", list.Text, StringComparison.Ordinal);
        Assert.Contains("invitato", Row(list, "Maria Rossi"), StringComparison.Ordinal);

        var mail = Assert.Single(await _site.DeliverAsync());
        Assert.Equal(Email, mail.To.Mailboxes.Single().Address);
        Assert.Contains(
            "Ruolo: Redazione (cura i webinar, i comunicati e i messaggi), con il diritto di esportare",
            mail.TextBody,
            StringComparison.Ordinal);
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync(mail.Link());
        Assert.Equal("Scegli la password", form.Heading);
        Assert.Contains("Ciao Maria Rossi", form.Text, StringComparison.Ordinal);
        var signIn =
            await visitor.FollowAsync(await visitor.SubmitAsync(form, new() { ["Password"] = Chosen, ["PasswordAgain"] = Chosen }));
        Assert.Contains("il tuo profilo è attivo", signIn.Text, StringComparison.Ordinal);
        Assert.Equal(303, (await visitor.SignInAsync(Email, Chosen)).Status);

        Assert.Equal(200, (await visitor.GetAsync("/gestione/webinar")).Status);
        var account = (await _site.AccountOfAsync(Email))!;
        Assert.Equal([StaffRoles.Editor, StaffRoles.Export], await _site.RolesAsync(account.Id));
        var lines = await _site.LinesAsync(account.Id);
        Assert.Equal([AuditAction.AccountInvited, AuditAction.InvitationAccepted], lines.Select(line => line.Action));
        Assert.Equal(
            (CooperaSite.AdministratorEmail, "Maria Rossi (maria.rossi@anci.example)", "Nome: Maria Rossi\nRuolo: "
                + "Redazione\nEsportazione: sì"), (lines[0].Actor, lines[0].Subject, lines[0].After));
        Assert.Equal(Email, lines[1].Actor);
        Assert.Contains("attivo", Row(await administrator.GetAsync("/gestione/utenti"), "Maria Rossi"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_works_once_and_looking_at_it_changes_nothing()
    {
        var link = await InvitedAsync();
        var stamp = (await _site.AccountOfAsync(Email))!.SecurityStamp;
        await _site.NewVisitor().GetAsync(link);
        Assert.Equal(stamp, (await _site.AccountOfAsync(Email))!.SecurityStamp);
        var first = _site.NewVisitor();
        var second = _site.NewVisitor();
        var (firstForm, secondForm) = (await first.GetAsync(link), await second.GetAsync(link));

        var taken = await first.SubmitAsync(firstForm, new() { ["Password"] = Chosen, ["PasswordAgain"] = Chosen });
        var late = await second.SubmitAsync(
            secondForm, new() { ["Password"] = "un’altra password lunga", ["PasswordAgain"] = "un’altra password lunga" });

        Assert.Equal((303, 404, "Questo invito non vale più"), (taken.Status, late.Status, late.Heading));
        Assert.Equal(404, (await _site.NewVisitor().GetAsync(link)).Status);
        Assert.Equal(303, (await _site.NewVisitor().SignInAsync(Email, Chosen)).Status);
    }

    [Fact]
    public async Task Two_who_use_the_link_at_the_same_moment_do_not_both_have_the_account()
    {
        var link = await InvitedAsync();
        var forms = await Task.WhenAll(Enumerable.Range(0, 6).Select(async number =>
        {
            var visitor = _site.NewVisitor();
            return (Visitor: visitor, Form: await visitor.GetAsync(link), Password: $"{Chosen} {number}");
        }));

        var answers = await Task.WhenAll(forms.Select(
            one => one.Visitor.SubmitAsync(one.Form, new() { ["Password"] = one.Password, ["PasswordAgain"] = one.Password })));

        Assert.Single(answers, answer => answer.Status == 303);
        Assert.All(answers, answer => Assert.True(answer.Status is 303 or 404, $"{answer.Status}"));
        Assert.Single(
            await _site.LinesAsync((await _site.AccountOfAsync(Email))!.Id), line => line.Action == AuditAction.InvitationAccepted);
    }

    [Fact]
    public async Task After_a_week_the_link_is_over_and_sending_it_again_makes_a_new_one()
    {
        var link = await InvitedAsync();
        _clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1));
        Assert.Equal(404, (await _site.NewVisitor().GetAsync(link)).Status);
        var administrator = await _site.NewStaffMemberAsync();
        var id = (await _site.AccountOfAsync(Email))!.Id;
        Assert.Contains("invito scaduto", Row(await administrator.GetAsync("/gestione/utenti"), "Maria Rossi"), StringComparison.Ordinal);

        var page = await administrator.FollowAsync(
            await administrator.SubmitAsync(await administrator.PersonAsync(id), [], "form[action$='/invito']"));

        Assert.Contains("il link di prima non vale più", page.Text, StringComparison.Ordinal);
        var again = (await _site.DeliverAsync())[^1].Link();
        Assert.NotEqual(link, again);
        Assert.Equal((404, 200), ((await _site.NewVisitor().GetAsync(link)).Status, (await _site.NewVisitor().GetAsync(again)).Status));
    }

    [Fact]
    public async Task A_link_sent_before_the_new_one_is_void_at_once()
    {
        var link = await InvitedAsync();
        var administrator = await _site.NewStaffMemberAsync();
        await administrator.SubmitAsync(
            await administrator.PersonAsync((await _site.AccountOfAsync(Email))!.Id), [], "form[action$='/invito']");

        Assert.Equal(404, (await _site.NewVisitor().GetAsync(link)).Status);
    }

    [Fact]
    public async Task A_withdrawn_invitation_leaves_no_account_and_its_line_in_the_register()
    {
        var link = await InvitedAsync();
        var administrator = await _site.NewStaffMemberAsync();
        var id = (await _site.AccountOfAsync(Email))!.Id;

        var list = await administrator.FollowAsync(
            await administrator.SubmitAsync(await administrator.PersonAsync(id), [], "form[action$='/ritira-invito']"));

        Assert.Contains("Invito ritirato", list.Text, StringComparison.Ordinal);
        Assert.Null(await _site.AccountAsync(id));
        Assert.Equal(404, (await _site.NewVisitor().GetAsync(link)).Status);
        var line = (await _site.LinesAsync(id))[^1];
        Assert.Equal(
            (AuditAction.InvitationWithdrawn, "Nome: Maria Rossi\nRuolo: Redazione\nEsportazione: sì"), (line.Action, line.Before));
        Assert.Equal(303, (await InviteAsync(administrator)).Status);
    }

    [Fact]
    public async Task An_account_in_use_cannot_be_withdrawn()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Editor);
        var administrator = await _site.NewStaffMemberAsync();
        var page = await administrator.PersonAsync(colleague.Id);
        Assert.Null(page.Document.QuerySelector("form[action$='/ritira-invito']"));
        var form = page.Document.QuerySelector("form[action$='/sessioni']")!;
        form.SetAttribute("action", $"/gestione/utenti/{colleague.Id}/ritira-invito");

        await administrator.SubmitAsync(page, [], "form[action$='/ritira-invito']");

        Assert.NotNull(await _site.AccountAsync(colleague.Id));
    }

    [Fact]
    public async Task An_address_that_is_there_already_is_told_with_the_way_to_its_account()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Editor);
        var administrator = await _site.NewStaffMemberAsync();

        var answer = await InviteAsync(administrator, $" {colleague.Email!.ToUpperInvariant()} ");

        Assert.Equal(422, answer.Status);
        Assert.Contains("C’è già un profilo con questo indirizzo", answer.ErrorOf("Email"), StringComparison.Ordinal);
        Assert.NotNull(answer.Document.QuerySelector($"main a[href='/gestione/utenti/{colleague.Id}']"));
        Assert.Empty(await _site.DeliverAsync());
        Assert.Equal(2, await _site.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task Inviting_one_address_from_two_desks_at_once_makes_one_account_and_one_mail()
    {
        var administrator = await _site.NewStaffMemberAsync();
        var forms = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => administrator.GetAsync("/gestione/utenti/invita")));

        var answers = await Task.WhenAll(forms.Select(form => administrator.SubmitAsync(form, Fields(Email), Form)));

        Assert.Single(answers, answer => answer.Status == 303);
        Assert.Single(await _site.DeliverAsync());
    }

    [Theory]
    [InlineData("maria@", "Maria", StaffRoles.Editor, "Email", "Manca la parte dopo la chiocciola")]
    [InlineData(Email, "Maria <b>", StaffRoles.Editor, "FullName", "senza i simboli")]
    [InlineData(Email, "Maria", "Imperatrice", "Roles", "almeno uno dei quattro ruoli")]
    [InlineData(Email, "Maria", StaffRoles.Export, "Roles", "almeno uno dei quattro ruoli")]
    [InlineData(Email, "Maria", null, "Roles", "almeno uno dei quattro ruoli")]
    public async Task What_is_wrong_with_an_invitation_is_told_and_nothing_is_lost(
        string email, string name, string? role, string field, string sentence)
    {
        var administrator = await _site.NewStaffMemberAsync();

        var page = await administrator.SubmitAsync(
            await administrator.GetAsync("/gestione/utenti/invita"),
            new() { ["Email"] = email, ["FullName"] = name, ["Roles"] = role, ["MayExport"] = "true" },
            Form);

        Assert.Equal(422, page.Status);
        Assert.Contains(sentence, page.ErrorOf(field), StringComparison.Ordinal);
        Assert.Equal((email, name), (page.ValueOf("Email"), page.ValueOf("FullName")));
        Assert.True(page.Document.QuerySelector("#MayExport")!.HasAttribute("checked"));
        Assert.Equal(1, await _site.ReadAsync(db => db.Users.CountAsync()));
    }

    [Theory]
    [InlineData("corta", "corta", "Password", "almeno 12 caratteri")]
    [InlineData(Chosen, "fontana gatto ombrello rosso", "PasswordAgain", "non sono uguali")]
    public async Task A_password_that_will_not_do_is_told_and_the_link_still_works(
        string password, string again, string field, string sentence)
    {
        var link = await InvitedAsync();
        var visitor = _site.NewVisitor();

        var wrong = await visitor.SubmitAsync(await visitor.GetAsync(link), new() { ["Password"] = password, ["PasswordAgain"] = again });

        Assert.Equal(422, wrong.Status);
        Assert.Contains(sentence, wrong.ErrorOf(field), StringComparison.Ordinal);
        Assert.DoesNotContain(password, wrong.Html, StringComparison.Ordinal);
        Assert.Equal(303, (await visitor.SubmitAsync(wrong, new() { ["Password"] = Chosen, ["PasswordAgain"] = Chosen })).Status);
    }

    [Theory]
    [InlineData("qualunque")]
    [InlineData("CfDJ8AAAA")]
    public async Task A_link_that_nobody_sent_opens_nothing(string token)
    {
        await InvitedAsync();

        Assert.Equal(404, (await _site.NewVisitor().GetAsync($"/gestione/invito/{token}")).Status);
    }

    [Fact]
    public async Task An_invited_account_cannot_be_entered_before_and_its_failed_tries_are_forgotten()
    {
        var link = await InvitedAsync();
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(422, (await _site.NewVisitor().SignInAsync(Email, "")).Status);
        }

        var visitor = _site.NewVisitor();
        await visitor.SubmitAsync(await visitor.GetAsync(link), new() { ["Password"] = Chosen, ["PasswordAgain"] = Chosen });

        Assert.Equal(303, (await visitor.SignInAsync(Email, Chosen)).Status);
    }

    public void Dispose() => _site.Dispose();

    private static Dictionary<string, string?> Fields(string email) =>
        new() { ["Email"] = email, ["FullName"] = "Maria  Rossi", ["Roles"] = StaffRoles.Editor, ["MayExport"] = "true" };

    private static async Task<Page> InviteAsync(Visitor administrator, string email = Email) =>
        await administrator.SubmitAsync(await administrator.GetAsync("/gestione/utenti/invita"), Fields(email), Form);

    private static string Row(Page list, string name) =>
        list.Document.QuerySelectorAll("tbody tr").Single(row => row.TextContent.Contains(name, StringComparison.Ordinal)).TextContent;

    private async Task<string> InvitedAsync()
    {
        Assert.Equal(303, (await InviteAsync(await _site.NewStaffMemberAsync())).Status);
        return (await _site.DeliverAsync())[^1].Link();
    }
}
