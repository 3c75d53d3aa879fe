using AngleSharp.Dom;
using Coopera.Core.Data;
using Coopera.Core.Staff;
using Coopera.Domain.Coordination;
using Coopera.Web.Tests.Admin;
using Coopera.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Account;

/// <summary>A session that ends while somebody writes.</summary>
public sealed class UnsentFormTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly CooperaSite _site;

    public UnsentFormTests() => _site = new CooperaSite(clock: _clock, services: FromAddress.Join);

    [Theory]
    [InlineData("expired")]
    [InlineData("ended elsewhere")]
    public async Task What_was_written_is_there_again_after_signing_in_and_is_not_sent_by_itself(string how)
    {
        var staff = await SignedInAsync();
        var editor = await staff.GetAsync("/gestione/webinar/nuovo");
        await EndAsync(how);

        var asked = await WriteAsync(staff, editor);

        Assert.Equal(302, asked.Status);
        Assert.DoesNotContain("lungo", asked.Location, StringComparison.Ordinal);
        var signIn = await staff.GetAsync(asked.Location!);
        Assert.Contains("La sessione è finita mentre scrivevi", signIn.Text, StringComparison.Ordinal);
        var back = await staff.FollowAsync(await SignInAsync(staff, signIn));

        Assert.Equal("Nuovo webinar", back.Heading);
        Assert.Contains("Ecco quello che avevi scritto", back.Text, StringComparison.Ordinal);
        Assert.Equal("Un titolo lungo", back.FieldOf("Title"));
        Assert.Equal("Molte righe.\nDi testo.", back.FieldOf("Description").Trim());
        Assert.Equal("Il secondo intervento", back.FieldOf("Talks[1].Title"));
        Assert.NotNull(back.Document.QuerySelector("form[data-unsaved]"));
        Assert.Empty(back.Document.QuerySelectorAll(".error-summary"));
        Assert.Empty(await _site.ReadAsync(db => db.Webinars.Where(w => w.Title == "Un titolo lungo").ToListAsync()));

        var saved = await staff.SendAsync(back);
        Assert.Equal(303, saved.Status);
        Assert.Equal("Un titolo lungo", (await staff.FollowAsync(saved)).Heading);
        Assert.Equal("", (await staff.GetAsync("/gestione/webinar/nuovo")).FieldOf("Title"));
        Assert.Equal(0, await KeptAsync());
    }

    [Fact]
    public async Task Nobody_else_gets_it_neither_another_account_nor_another_browser_nor_who_reads_the_table()
    {
        var colleague = await _site.ColleagueAsync(StaffRoles.Administrator);
        var staff = await SignedInAsync();
        var editor = await staff.GetAsync("/gestione/webinar/nuovo");
        await EndAsync("expired");
        var asked = await WriteAsync(staff, editor);
        var stored = await _site.ReadAsync(db => db.UserTokens.Where(t => t.LoginProvider == "Coopera.KeptForm").SingleAsync());
        Assert.DoesNotContain("titolo", stored.Value, StringComparison.Ordinal);

        var elsewhere = await SignedInAsync();
        Assert.Equal("", (await elsewhere.GetAsync("/gestione/webinar/nuovo")).FieldOf("Title"));

        await staff.SignInAsync(email: colleague.Email!);
        var page = await staff.GetAsync("/gestione/webinar/nuovo");
        Assert.Equal((200, ""), (page.Status, page.FieldOf("Title")));
        Assert.DoesNotContain("Un titolo lungo", page.Html, StringComparison.Ordinal);
        Assert.Equal(302, asked.Status);
    }

    [Fact]
    public async Task One_may_go_back_to_the_page_as_it_is_stored_and_after_two_hours_nothing_is_left()
    {
        var webinar = await _site.WebinarAsync();
        var staff = await SignedInAsync();
        var editor = await staff.OpenEditorAsync(webinar.Id);
        await EndAsync("expired");
        await WriteAsync(staff, editor);
        await staff.SignInAsync();

        var back = await staff.OpenEditorAsync(webinar.Id);
        Assert.Equal("Un titolo lungo", back.FieldOf("Title"));
        var stored = await staff.GetAsync(back.Document.QuerySelector("main a[href$='com-era']")!.GetAttribute("href")!);
        Assert.Equal(webinar.Title, stored.FieldOf("Title"));

        _clock.Advance(KeptForms.Life);
        Assert.Equal(webinar.Title, (await staff.OpenEditorAsync(webinar.Id)).FieldOf("Title"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        await using var scope = _site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgetSignInCounts>().RunAsync();
        Assert.Equal(0, await KeptAsync());
    }

    [Fact]
    public async Task Passwords_marks_and_what_nobody_wrote_are_not_kept()
    {
        var staff = await SignedInAsync();
        var (password, invite) = (await staff.GetAsync("/gestione/profilo/password"), await staff.GetAsync("/gestione/utenti/invita"));
        await EndAsync("expired");

        var asked = await staff.SubmitAsync(
            password, new() { ["CurrentPassword"] = "segreta", ["Password"] = "nuova", ["PasswordAgain"] = "nuova" },
            "main form:has([name=PasswordAgain])");
        Assert.Equal("/gestione/accesso", asked.Location);
        Assert.Equal("/gestione/accesso", (await staff.SubmitAsync(invite, [])).Location);
        Assert.Equal(0, await KeptAsync());

        await staff.SubmitAsync(invite, new() { ["Email"] = "nuova@anci.example" });
        Assert.Equal(1, await KeptAsync());
    }

    [Fact]
    public async Task Who_is_asked_again_who_they_are_finds_the_form_too()
    {
        var staff = await SignedInAsync();
        var invite = await staff.GetAsync("/gestione/utenti/invita");
        _clock.Advance(TimeSpan.FromMinutes(20));

        var asked = await staff.SubmitAsync(invite, new() { ["Email"] = "nuova@anci.example", ["FullName"] = "Anna Bianchi" });
        var confirm = await staff.FollowAsync(asked);
        var back = await staff.FollowAsync(
            await staff.SubmitAsync(confirm, new() { ["Password"] = CooperaSite.AdministratorPassword }, "main form[action$='/conferma']"));

        Assert.Equal(("nuova@anci.example", "Anna Bianchi"), (back.ValueOf("Email"), back.ValueOf("FullName")));
        Assert.Equal(1, await _site.ReadAsync(db => db.Users.CountAsync()));
    }

    [Fact]
    public async Task On_a_page_with_many_forms_the_one_that_was_written_in_is_open()
    {
        var adhesion = await _site.AddAsync(Bodies.Messina, AdhesionStatus.InReview);
        var staff = await SignedInAsync();
        var page = await staff.GetAsync($"/gestione/adesioni/{adhesion.Id}");
        await EndAsync("ended elsewhere");

        var asked = await staff.SubmitAsync(
            page, new() { ["Form.RefusalReason"] = "L’atto è di un altro ente." }, "main form[action$='/respingi']");
        var there = await staff.FollowAsync(await SignInAsync(staff, await staff.GetAsync(asked.Location!)));
        var back = there.Status == 303 ? await staff.FollowAsync(there) : there;

        var text = back.Document.QuerySelector("[name='Form.RefusalReason']")!;
        Assert.Equal("L’atto è di un altro ente.", text.TextContent.Trim());
        Assert.NotNull(text.Closest("details")!.GetAttribute("open"));
        Assert.Equal(AdhesionStatus.InReview, await _site.ReadAsync(db => db.Adhesions.Where(a => a.Id == adhesion.Id)
            .Select(a => a.Status).SingleAsync()));
    }

    [Fact]
    public async Task A_stranger_keeps_nothing()
    {
        var answer = await _site.NewVisitor().PostAsync("/gestione/webinar/nuovo", ("Form.Title", "Di chi?"));

        Assert.Equal((302, "/gestione/accesso"), (answer.Status, answer.Location));
        Assert.Equal(0, await KeptAsync());
    }

    public void Dispose() => _site.Dispose();

    private async Task<Visitor> SignedInAsync()
    {
        var staff = _site.NewVisitor();
        await staff.SignInAsync();
        return staff;
    }

    private async Task EndAsync(string how)
    {
        if (how == "expired")
        {
            _clock.Advance(TimeSpan.FromHours(13));
        }
        else
        {
            await _site.WriteAsync(db => db.StaffSessions.ExecuteDeleteAsync());
        }
    }

    private static Task<Page> WriteAsync(Visitor staff, Page editor) => staff.SendAsync(
        editor, ("Title", "Un titolo lungo"), ("Description", "Molte righe.\nDi testo."),
        ("Start.Date", "2031-03-04"), ("Start.Time", "10:00"),
        ("End.Time", "12:00"), ("Talks[0].Title", "Il primo intervento"), ("Talks[1].Title", "Il secondo intervento"));

    private static Task<Page> SignInAsync(Visitor staff, Page signIn) => staff.SubmitAsync(
        signIn, new() { ["Email"] = CooperaSite.AdministratorEmail, ["Password"] = CooperaSite.AdministratorPassword },
        "main form[action$='/accesso']");

    private Task<int> KeptAsync() => _site.ReadAsync(db => db.UserTokens.CountAsync(t => t.LoginProvider == "Coopera.KeptForm"));
}
