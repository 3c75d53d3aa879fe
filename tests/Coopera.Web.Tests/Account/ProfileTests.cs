using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Account;

public sealed class ProfileTests : IDisposable
{
    private const string New = "quattro gatti sul tetto";

    // Each changes the account of the one administrator.
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task Changing_the_password_keeps_this_device_in_and_puts_the_others_out()
    {
        var other = await _site.NewStaffMemberAsync();
        var staff = await _site.NewStaffMemberAsync();

        var answer = await staff.SubmitAsync(
            await staff.GetAsync("/gestione/profilo/password"),
            Change(CooperaSite.AdministratorPassword, New),
            "main form[action$='/password']");

        Assert.Contains("Hai cambiato la password", (await staff.FollowAsync(answer)).Text, StringComparison.Ordinal);
        Assert.Equal((302, 200), ((await other.GetAsync("/gestione/webinar")).Status, (await staff.GetAsync("/gestione/webinar")).Status));
        Assert.Equal(303, (await _site.NewVisitor().SignInAsync(New)).Status);
        Assert.Equal("cambia la propria password", (await _site.RegisterAsync())[^1]);
    }

    [Fact]
    public async Task A_name_is_read_instead_of_the_address_and_the_register_keeps_both()
    {
        var staff = await _site.NewStaffMemberAsync();
        var form = await staff.GetAsync("/gestione/profilo/nome");
        var nothing = await staff.SubmitAsync(form, new() { ["FullName"] = "  " }, "main form[action$='/nome']");
        Assert.Equal((422, "Scrivi il tuo nome e cognome."), (nothing.Status, nothing.ErrorOf("FullName")));

        var done = await staff.FollowAsync(
            await staff.SubmitAsync(form, new() { ["FullName"] = " Agata  Lo Bue " }, "main form[action$='/nome']"));

        Assert.Contains("leggono Agata Lo Bue", done.Text, StringComparison.Ordinal);
        Assert.Contains("Agata Lo Bue", done.Document.QuerySelector(".staff-name")!.TextContent, StringComparison.Ordinal);
        var register = await staff.GetAsync("/gestione/registro");
        var who = register.Document.QuerySelector("td[data-label=Chi]")!.TextContent;
        Assert.StartsWith("Agata Lo Bue", who, StringComparison.Ordinal);
        Assert.EndsWith(CooperaSite.AdministratorEmail, who, StringComparison.Ordinal);
        var line = await _site.ReadAsync(db => db.AuditEntries.OrderByDescending(e => e.Number).FirstAsync());
        Assert.Equal(("Nome: (vuoto)", "Nome: Agata Lo Bue"), (line.Before, line.After));
    }

    [Theory]
    [InlineData("non è questa", New, New, "CurrentPassword", "La password di adesso non è questa")]
    [InlineData(CooperaSite.AdministratorPassword, "corta", "corta", "Password", "almeno 12 caratteri")]
    [InlineData(CooperaSite.AdministratorPassword, New, "un’altra cosa", "PasswordAgain", "non sono uguali")]
    [InlineData(
        CooperaSite.AdministratorPassword, CooperaSite.AdministratorPassword,
        CooperaSite.AdministratorPassword, "Password", "È la password che hai già")]
    public async Task What_is_wrong_is_told_and_nothing_changes(
        string current, string password, string again, string field, string sentence)
    {
        var staff = await _site.NewStaffMemberAsync();
        var form = Change(current, password);
        form["PasswordAgain"] = again;

        var wrong = await staff.SubmitAsync(await staff.GetAsync("/gestione/profilo/password"), form, "main form[action$='/password']");

        Assert.Equal(422, wrong.Status);
        Assert.Contains(sentence, wrong.ErrorOf(field), StringComparison.Ordinal);
        Assert.Equal(303, (await _site.NewVisitor().SignInAsync()).Status);
    }

    [Fact]
    public async Task Signing_out_here_leaves_the_other_device_in_and_leaving_everywhere_does_not()
    {
        var other = await _site.NewStaffMemberAsync();
        var staff = await _site.NewStaffMemberAsync();
        await staff.SubmitAsync(await staff.GetAsync("/gestione/webinar"), [], "form[action='/gestione/esci']");
        Assert.Equal((200, 302), ((await other.GetAsync("/gestione/webinar")).Status, (await staff.GetAsync("/gestione/webinar")).Status));
        staff = await _site.NewStaffMemberAsync();
        var profile = await staff.GetAsync("/gestione/profilo");
        Assert.Equal(2, profile.Document.QuerySelectorAll("section[aria-labelledby=dispositivi] li").Length);

        await staff.SubmitAsync(profile, [], "main form[action$='/esci-ovunque']");

        Assert.Equal((302, 302), ((await other.GetAsync("/gestione/webinar")).Status, (await staff.GetAsync("/gestione/webinar")).Status));
    }

    [Fact]
    public async Task A_suspended_account_is_out_at_once_and_gets_the_usual_sentence()
    {
        var staff = await _site.NewStaffMemberAsync();
        var wrong = await _site.NewVisitor().SignInAsync("non è questa");
        await _site.SuspendAsync();

        Assert.Equal(302, (await staff.GetAsync("/gestione/webinar")).Status);
        var refused = await _site.NewVisitor().SignInAsync();
        Assert.Equal((wrong.Status, wrong.Text), (refused.Status, refused.Text));
    }

    [Fact]
    public async Task A_passkey_that_no_browser_gave_is_refused_kindly()
    {
        var staff = await _site.NewStaffMemberAsync();
        foreach (var (page, action) in new[]
        {
            ("/gestione/profilo/passkey", "/profilo/passkey"),
            ("/gestione/accesso", "/accesso/passkey"),
        })
        {
            foreach (var credential in new[]
            {
                "", "{}", "non è JSON", """{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{}}""",
            })
            {
                var form = await staff.GetAsync(page);
                await staff.SubmitAsync(form, [], $"main form[data-options$='{action}/opzioni']");

                var answer = await staff.SubmitAsync(form, new() { ["Credential"] = credential }, $"main form[action$='{action}']");

                Assert.Equal(422, answer.Status);
            }
        }

        Assert.Equal(404, (await staff.GetAsync("/gestione/profilo/passkey/AAAA")).Status);
        Assert.Equal(404, (await staff.GetAsync("/gestione/profilo/passkey/_")).Status);
        Assert.Equal(0, await _site.ReadAsync(db => db.UserPasskeys.CountAsync()));
    }

    public void Dispose() => _site.Dispose();

    private static Dictionary<string, string?> Change(string current, string password) =>
        new() { ["CurrentPassword"] = current, ["Password"] = password, ["PasswordAgain"] = password };
}
