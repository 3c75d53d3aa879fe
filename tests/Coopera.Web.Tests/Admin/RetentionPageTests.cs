using Coopera.Core;
using Coopera.Core.Data;
using Coopera.Domain.Registrations;
using Coopera.Domain.Retention;
using Coopera.Domain.Staff;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Account;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Admin;

public sealed class RetentionPageTests : IDisposable
{
    private const string Address = "/gestione/conservazione";
    private static readonly DateTimeOffset Now = CoordinationFiles.Now;
    private static readonly int Life = RetentionSettings.Default.Days[RetentionClass.Registrations];

    private readonly CooperaSite _site = new(clock: new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Now));

    [Fact]
    public async Task Oggi_tells_a_month_before_and_one_click_away_it_is_put_off_with_a_reason()
    {
        await SignedUpAsync(endsDaysAgo: Life - 20);
        var staff = await _site.NewStaffMemberAsync();
        var today = await staff.GetAsync("/gestione");
        Assert.Contains("Fra 20 giorni si cancellano 2 nominativi.", today.Text, StringComparison.Ordinal);

        var form = await staff.GetAsync($"{Address}/Registrations/rinvia");
        var refused = await staff.SubmitAsync(form, new() { ["Reason"] = " " });
        Assert.Equal(422, refused.Status);
        Assert.Contains("Scrivi perché i dati servono ancora.", refused.Text, StringComparison.Ordinal);
        Assert.Contains("Scegli di quanto rinviare.", refused.Text, StringComparison.Ordinal);
        var answer = await staff.SubmitAsync(form, new() { ["Days"] = "90", ["Reason"] = "La rendicontazione si chiude a giugno" });

        Assert.Equal((303, Address), (answer.Status, answer.Location));
        var page = await staff.FollowAsync(answer);
        Assert.Contains("Rinviata: iscrizioni e presenze, fino al 5 maggio 2026.", page.Text, StringComparison.Ordinal);
        Assert.Contains("La rendicontazione si chiude a giugno", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("si cancellano", (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);
        var line = await _site.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Action == AuditAction.RetentionPostponed));
        Assert.Equal(("conservazione/Registrations", "La rendicontazione si chiude a giugno"), (line.SubjectKey, line.Reason));
    }

    [Fact]
    public async Task Who_was_overtaken_reads_by_what_and_keeps_what_was_typed_and_what_was_put_off_is_taken_back()
    {
        await SignedUpAsync(endsDaysAgo: Life - 20);
        var (one, other) = (await _site.NewStaffMemberAsync(), await _site.NewStaffMemberAsync());
        var late = await other.GetAsync($"{Address}/Registrations/rinvia");
        await one.SubmitAsync(
            await one.GetAsync($"{Address}/Registrations/rinvia"), new() { ["Days"] = "30", ["Reason"] = "Serve a me" });

        var overtaken = await other.SubmitAsync(late, new() { ["Days"] = "90", ["Reason"] = "Serve anche qui" });

        Assert.Equal(409, overtaken.Status);
        Assert.Contains("Serve a me", overtaken.Text, StringComparison.Ordinal);
        Assert.Contains("Serve anche qui", overtaken.Html, StringComparison.Ordinal);
        var resumed = await other.SubmitAsync(await other.GetAsync(Address), [], "form[action$='/Registrations/riprendi']");
        Assert.Equal(303, resumed.Status);
        Assert.Null(await _site.ReadAsync(db => db.RetentionStates.Select(s => s.PostponedUntil).SingleAsync()));
        Assert.Equal(404, (await other.GetAsync($"{Address}/Altro/rinvia")).Status);
    }

    [Fact]
    public async Task Who_may_only_look_sees_the_periods_and_no_way_to_move_them()
    {
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);

        var page = await reader.GetAsync(Address);

        Assert.Contains("3 anni dopo la fine del webinar", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/rinvia", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_privacy_notice_reads_the_periods_from_the_settings()
    {
        using var site = new CooperaSite(new() { ["Retention:Registrations"] = "540", ["Retention:Mails"] = "45" });

        var page = await site.NewVisitor().GetAsync("/privacy");

        Assert.Contains("Iscrizioni e presenze: 18 mesi dopo la fine del webinar.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Testo delle email spedite: 45 giorni dopo", page.Text, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private Task SignedUpAsync(int endsDaysAgo) => _site.WriteAsync(async db =>
    {
        var end = Now.AddDays(-endsDaysAgo);
        var webinar = new Webinar("di-anni-fa", "Un tavolo di anni fa", end.AddHours(-2), end);
        webinar.Publish();
        db.Webinars.Add(webinar);
        await db.SaveChangesAsync();
        db.Registrations.AddRange(new[] { 1, 2 }.Select(number => Registration.SignUp(
            webinar.Id, number, null, People.Number(number), People.Notice, end.AddDays(-9))));
    });
}
