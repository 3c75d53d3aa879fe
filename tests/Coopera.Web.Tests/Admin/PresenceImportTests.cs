using System.Globalization;
using System.Text;
using Coopera.Core.Presence.Imports;
using Coopera.Domain;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

/// <summary>A platform's report: file, review, decisions, all at once, and back.</summary>
public sealed class PresenceImportTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task A_report_is_read_decided_saved_once_and_taken_back()
    {
        var webinar = await _site.SignedUpAsync(3);
        var staff = await shared.StaffAsync();
        var file = Zoom(webinar, ("Persona Numero 1", "", 0, 40), ("Numero 2 Persona (Dott.)", "", 0, 50), ("UTC", "", 5, 60));

        var review = await staff.UploadAsync(await staff.GetAsync(Address(webinar)), "zoom.csv", file);

        Assert.Equal(200, review.Status);
        Assert.Contains("Non abbiamo ancora salvato niente", review.Text, StringComparison.Ordinal);
        Assert.Contains("zoom.csv: Zoom, riunione, 4 righe", review.Text, StringComparison.Ordinal);
        Assert.Contains("«UTC»", review.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(webinar));
        var third = await _site.ReadAsync(db => db.Registrations.SingleAsync(r => r.WebinarId == webinar.Id && r.Number == 3));

        var wrong = await staff.SubmitAsync(review, new() { ["Others[0]"] = "Nessuno Così" });
        Assert.Equal(422, wrong.Status);
        Assert.Contains("«Nessuno Così» non indica una sola persona iscritta", wrong.Text, StringComparison.Ordinal);

        var done = await staff.FollowAsync(await staff.SubmitAsync(wrong, new()
        {
            ["Others[0]"] = $"{third.FullName} <{third.EmailKey}>",
            ["Remember"] = "0",
        }));

        Assert.Contains("Presenze importate per 3 persone.", done.Text, StringComparison.Ordinal);
        Assert.Contains("«UTC» è persona3@comune.example", done.Text, StringComparison.Ordinal);
        Assert.Equal(3, await CountAsync(webinar));
        var again = await staff.UploadAsync(await staff.GetAsync(Address(webinar)), "stesso file.csv", file);
        Assert.Contains(PresenceImportPhrases.AlreadyThere, again.Text, StringComparison.Ordinal);

        var forgotten = await staff.FollowAsync(await staff.SubmitAsync(done, [], "form[action*=dimentica]"));
        Assert.Contains(PresenceImportPhrases.Forgotten, forgotten.Text, StringComparison.Ordinal);
        var undone = await staff.FollowAsync(await staff.SubmitAsync(forgotten, [], "form[action$=ritira]"));

        Assert.Contains("Tolte le presenze di 3 persone.", undone.Text, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(webinar));
        Assert.Contains("(ritirato)", (await staff.GetAsync(Address(webinar))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_click_saves_nothing_twice_and_an_overtaken_review_is_shown_anew_with_what_was_chosen()
    {
        var webinar = await _site.SignedUpAsync(2);
        var staff = await shared.StaffAsync();
        var review = await staff.UploadAsync(
            await staff.GetAsync(Address(webinar)), "zoom.csv", Zoom(webinar, ("Persona Numero 1", "", 0, 40), ("iPhone", "", 0, 40)));
        await _site.WriteAsync(db => db.Registrations.Where(r => r.WebinarId == webinar.Id && r.Number == 2)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.FirstName, "Altra")));

        var overtaken = await staff.SubmitAsync(review, new() { ["Choices[0]"] = "nessuno" });

        Assert.Equal(409, overtaken.Status);
        Assert.Contains(PresenceImportPhrases.Overtaken, overtaken.Text, StringComparison.Ordinal);
        Assert.Equal("nessuno", overtaken.Document.QuerySelector("#chi-0 option[selected]")!.GetAttribute("value"));
        Assert.Equal(0, await CountAsync(webinar));

        var pages = await Task.WhenAll(staff.SubmitAsync(overtaken, []), staff.SubmitAsync(overtaken, []));

        Assert.All(pages, page => Assert.Equal(303, page.Status));
        Assert.Equal(1, await CountAsync(webinar));
    }

    [Fact]
    public async Task The_report_of_another_day_is_saved_only_by_who_says_that_it_is_right()
    {
        var webinar = await _site.SignedUpAsync(1);
        var staff = await shared.StaffAsync();
        var review = await staff.UploadAsync(
            await staff.GetAsync(Address(webinar)), "zoom.csv", Zoom(webinar, ("Persona Numero 1", "", 20_000, 20_040)));

        Assert.Contains("È il rapporto di questo webinar?", review.Text, StringComparison.Ordinal);
        var refused = await staff.SubmitAsync(review, []);
        Assert.Equal((422, 0), (refused.Status, await CountAsync(webinar)));
        Assert.Contains(PresenceImportPhrases.MustAgree, refused.Text, StringComparison.Ordinal);

        Assert.Equal(303, (await staff.SubmitAsync(refused, new() { ["Agreed"] = "true" })).Status);
        Assert.Equal(1, await CountAsync(webinar));
    }

    [Fact]
    public async Task The_order_of_dates_is_asked_once_when_nothing_tells_it()
    {
        var webinar = await _site.SignedUpAsync(1);
        var staff = await shared.StaffAsync();
        var file = Encoding.UTF8.GetBytes(
            "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes)\nPersona Numero 1,,04/05/2020 09:00,04/05/2020 10:00,60\n");

        var question = await staff.UploadAsync(await staff.GetAsync(Address(webinar)), "zoom.csv", file);
        var review = await staff.SubmitAsync(question, new() { ["Order"] = "MonthDay" });

        Assert.Contains("Come sono scritte le date?", question.Text, StringComparison.Ordinal);
        Assert.Equal(422, review.Status);
        Assert.Contains("È il rapporto di questo webinar?", review.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Come sono scritte le date?", review.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vuoto.csv", "", "vuoto.csv: Il file è vuoto.")]
    [InlineData("elenco.csv", "Nome;Email\nMaria;m@x.example\n", PresenceImportPhrases.NotAReport)]
    [InlineData("foto.jpg", "a\0\0b\0", PresenceImportPhrases.NotAReport)]
    public async Task A_file_that_is_no_report_is_told_in_words(string name, string content, string told)
    {
        var webinar = await _site.WebinarAsync();
        var staff = await shared.StaffAsync();

        var refused = await staff.UploadAsync(await staff.GetAsync(Address(webinar)), name, Encoding.UTF8.GetBytes(content));

        Assert.Equal(422, refused.Status);
        Assert.Contains(told, refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fifty_megabytes_are_refused_and_a_ticket_of_elsewhere_is_none()
    {
        var (webinar, other) = (await _site.SignedUpAsync(1), await _site.SignedUpAsync(1));
        var staff = await shared.StaffAsync();

        var huge = await staff.UploadAsync(await staff.GetAsync(Address(webinar)), "zoom.csv", new byte[50 * 1024 * 1024]);

        Assert.InRange(huge.Status, 413, 422);
        var review = await staff.UploadAsync(
            await staff.GetAsync(Address(other)), "zoom.csv", Zoom(other, ("Persona Numero 1", "", 0, 40)));
        var ticket = review.Document.QuerySelector("input[name=Ticket]")!.GetAttribute("value");
        var own = await staff.UploadAsync(
            await staff.GetAsync(Address(webinar)), "zoom.csv", Zoom(webinar, ("Persona Numero 1", "", 0, 40)));
        var refused = await staff.SubmitAsync(own, new() { ["Ticket"] = ticket });
        Assert.Equal((422, 0), (refused.Status, await CountAsync(webinar)));
        Assert.Contains(PresenceImportPhrases.Expired, refused.Text, StringComparison.Ordinal);
    }

    /// <param name="people">Each with the minutes after the beginning when they came and went.</param>
    private static byte[] Zoom(Webinar webinar, params (string Name, string Email, int From, int Until)[] people) => Encoding.UTF8.GetBytes(
        "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest\n" + string.Concat(people.Select(one =>
            $"{one.Name},{one.Email},{Clock(webinar, one.From)},{Clock(webinar, one.Until)},{one.Until - one.From},Yes\n")));

    private static string Clock(Webinar webinar, int minutes) => RomeTime.ToRome(webinar.StartsAt.AddMinutes(minutes))
        .ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Address(Webinar webinar) => $"/gestione/webinar/{webinar.Id}/presenze/importa";

    private Task<int> CountAsync(Webinar webinar) => _site.ReadAsync(db => db.PresenceIntervals.CountAsync(
        p => db.Registrations.Any(r => r.Id == p.RegistrationId && r.WebinarId == webinar.Id)));
}
