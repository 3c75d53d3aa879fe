using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>
/// What the page of a webinar offers besides: its address to pass on, sign-ups a day, what was done to it; and copied questions.
/// </summary>
public sealed class WebinarPanelsTests : IDisposable
{
    private readonly CooperaSite _site = Editors.Site();

    [Fact]
    public async Task The_address_is_there_whole_to_be_copied_and_as_a_code_to_be_scanned()
    {
        var webinar = await _site.OpenWebinarAsync();
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        var page = await staff.GetAsync($"/gestione/webinar/{webinar.Id}");
        var picture = await staff.GetAsync($"/gestione/webinar/{webinar.Id}/qr.png");

        var address = page.Document.QuerySelector("[data-copy]")!.GetAttribute("data-copy")!;
        Assert.EndsWith($"/webinar/{webinar.Slug}", address, StringComparison.Ordinal);
        Assert.StartsWith("http", address, StringComparison.Ordinal);
        Assert.Contains(address, page.Document.QuerySelector(".share")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".share svg[role=img] path"));
        Assert.Equal((200, "image/png"), (picture.Status, picture.Response.Content.Headers.ContentType!.MediaType));
        Assert.Equal($"qr-{webinar.Slug}.png", picture.Response.Content.Headers.ContentDisposition!.FileName);
        var bytes = await picture.Response.Content.ReadAsByteArrayAsync();
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], bytes[..4]);
    }

    [Fact]
    public async Task Sign_ups_are_counted_day_by_day_in_a_drawing_and_in_a_table()
    {
        var webinar = await _site.OpenWebinarAsync();
        await _site.WriteAsync(db =>
        {
            db.AddRange(
                SignUp(webinar, 1, days: 0), SignUp(webinar, 2, days: 3), SignUp(webinar, 3, days: 3), SignUp(webinar, 4, days: 40));
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.GetAsync($"/gestione/webinar/{webinar.Id}");

        Assert.Contains("3 iscrizioni in quattro settimane, fino al 15 gennaio 2026", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector("svg.chart[role=img]"));
        var rows = page.Document.QuerySelectorAll(".chart-panel tbody tr").ToDictionary(
            row => row.QuerySelector("th")!.TextContent, row => row.QuerySelector("td")!.TextContent);
        Assert.Equal(28, rows.Count);
        Assert.Equal(("1", "2", "0"), (rows["15 gennaio 2026"], rows["12 gennaio 2026"], rows["13 gennaio 2026"]));
        var draft = await _site.DraftAsync();
        Assert.Null((await staff.GetAsync($"/gestione/webinar/{draft.Id}")).Document.QuerySelector("svg.chart"));
    }

    [Fact]
    public async Task A_webinar_has_its_own_register_that_everybody_of_the_staff_reads_and_nothing_of_another_is_in_it()
    {
        var (webinar, other) = (await _site.OpenWebinarAsync(), await _site.OpenWebinarAsync());
        var staff = await _site.NewStaffMemberAsync();
        for (var number = 1; number <= 55; number++)
        {
            await staff.SendAsync(await staff.OpenEditorAsync(webinar.Id), ("Theme", $"Tema {number}"));
        }

        await staff.SendAsync(await staff.OpenEditorAsync(other.Id), ("Title", "Un altro titolo"));
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        var page = await reader.GetAsync($"/gestione/webinar/{webinar.Id}");
        Assert.Equal(5, page.Document.QuerySelectorAll("[aria-labelledby=registro] li").Length);
        var register = await reader.GetAsync($"/gestione/webinar/{webinar.Id}/registro");
        Assert.Equal(50, register.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Null(register.Document.QuerySelector("tbody a")); // entries are for administrators
        var older = await reader.GetAsync(register.Document.QuerySelector("main a[href*='prima=']")!.GetAttribute("href")!);
        Assert.Equal(5, older.Document.QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain("titolo", register.Text + older.Text, StringComparison.Ordinal);
        Assert.NotNull((await staff.GetAsync($"/gestione/webinar/{webinar.Id}/registro")).Document.QuerySelector("tbody a"));
    }

    [Fact]
    public async Task Questions_are_copied_once_behind_those_that_are_there_with_what_they_depend_on()
    {
        var (from, into) = (await _site.OpenWebinarAsync(), await _site.OpenWebinarAsync());
        var train = Question.Ask(from.Id, 1, new QuestionContent(QuestionKind.YesNo, "Vieni in treno?"));
        await _site.WriteAsync(db =>
        {
            db.AddRange(
                train,
                Question.Ask(from.Id, 2, new QuestionContent(QuestionKind.Text, "Da dove?") { ShownIf = new(train.Key, Question.Yes) }),
                Question.Ask(into.Id, 1, new QuestionContent(QuestionKind.Text, "Che cosa ti aspetti?")),
                Question.Ask(into.Id, 2, new QuestionContent(QuestionKind.YesNo, "Vieni in treno?")));
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync(StaffRoles.Editor);
        var list = await staff.GetAsync($"/gestione/webinar/{into.Id}/domande");

        var page = await staff.FollowAsync(await CopyAsync(staff, list, from.Id));

        Assert.Contains("1 domanda copiata in fondo al modulo", page.Text, StringComparison.Ordinal);
        var asked = await _site.ReadAsync(
            db => db.Questions.AsNoTracking().Where(q => q.WebinarId == into.Id).OrderBy(q => q.Position).ToListAsync());
        Assert.Equal(["Che cosa ti aspetti?", "Vieni in treno?", "Da dove?"], asked.Select(q => q.Text));
        Assert.Equal((asked[1].Key, Question.Yes), (asked[2].ShownIfKey, asked[2].ShownIfAnswer));
        Assert.Equal(
            "copia nel modulo le domande di un altro webinar | 1 domanda da «Accogliere insieme»", (await _site.RegisterLinesAsync())[^1]);
        var again = await staff.FollowAsync(await CopyAsync(staff, page, from.Id));
        Assert.Contains("ci sono già tutte", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_choice_or_with_too_many_questions_nothing_is_copied_and_it_says_why()
    {
        var (from, into) = (await _site.OpenWebinarAsync(), await _site.OpenWebinarAsync());
        await _site.WriteAsync(db =>
        {
            db.AddRange(Enumerable.Range(1, 11).SelectMany(number => new[]
            {
                Question.Ask(from.Id, number, new QuestionContent(QuestionKind.Text, $"Prima {number}")),
                Question.Ask(into.Id, number, new QuestionContent(QuestionKind.Text, $"Seconda {number}")),
            }));
            return Task.CompletedTask;
        });
        var staff = await _site.NewStaffMemberAsync();
        var list = await staff.GetAsync($"/gestione/webinar/{into.Id}/domande");

        var unchosen = await CopyAsync(staff, list, null);
        var tooMany = await CopyAsync(staff, list, from.Id);

        Assert.Equal((422, 422), (unchosen.Status, tooMany.Status));
        Assert.Contains("Scegli un webinar", unchosen.ErrorOf("Copy_From"), StringComparison.Ordinal);
        Assert.Contains("Diventerebbero 22 domande", tooMany.ErrorOf("Copy_From"), StringComparison.Ordinal);
        Assert.Equal(11, await _site.ReadAsync(db => db.Questions.CountAsync(q => q.WebinarId == into.Id)));
    }

    private static Task<Page> CopyAsync(Visitor staff, Page list, int? from) =>
        staff.SubmitAsync(list, new() { ["Copy.From"] = $"{from}" }, "main form:has([name='Copy.From'])");

    private static Registration SignUp(Webinar webinar, int number, int days) => Registration.SignUp(
        webinar.Id, number, null, People.Number(number), People.Notice, Editors.Now.AddDays(-days));

    public void Dispose() => _site.Dispose();
}
