using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Coopera.Web.Tests.Admin;

/// <summary>A site that was restored from a copy asks what becomes of the mails in it.</summary>
public sealed class HeldMailsTests : IDisposable
{
    private const string Sentence =
        "Questo sito è stato ripristinato da una copia del 29 novembre 2026 alle 03:10: 3 email sono ferme";

    // Held is the whole site.
    private readonly CooperaSite _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Oggi_and_the_state_of_the_site_ask_and_one_click_lets_them_go()
    {
        await RestoreAsync();
        var staff = await _site.NewStaffMemberAsync();

        Assert.Empty(await _site.DeliverAsync());
        Assert.Contains(Sentence, (await staff.GetAsync("/gestione/stato")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Tutto funziona", (await staff.GetAsync("/gestione/stato")).Text, StringComparison.Ordinal);
        Assert.Contains("la posta è ferma", (await staff.GetAsync("/gestione/posta")).Text, StringComparison.Ordinal);
        Assert.Contains("RestoredCopy", (await PartAsync(_site, "mail")).Data);
        var today = await staff.GetAsync("/gestione");
        Assert.Contains(Sentence, today.Text, StringComparison.Ordinal);

        var done = await staff.FollowAsync(await staff.SubmitAsync(today, [], "form[action$='/fai-partire-le-email']"));
        var again = await staff.FollowAsync(await staff.SubmitAsync(today, [], "form[action$='/non-mandare-le-email']"));

        Assert.Contains("3 email partono entro un minuto", done.Text, StringComparison.Ordinal);
        Assert.Contains("Era già stato deciso", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("è stato ripristinato", again.Text, StringComparison.Ordinal);
        Assert.Equal(3, (await _site.DeliverAsync()).Count);
        Assert.Contains(
            "fa partire le email ferme dal ripristino", (await staff.GetAsync("/gestione/registro")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_are_closed_on_request_and_whoever_only_reads_is_not_asked()
    {
        await RestoreAsync();
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);
        var page = await reader.GetAsync("/gestione");
        Assert.Contains(Sentence, page.Text, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action$='/fai-partire-le-email']"));
        var staff = await _site.NewStaffMemberAsync();
        await staff.GetAsync("/gestione/stato/non-mandare-le-email");
        Assert.Contains(Sentence, (await staff.GetAsync("/gestione")).Text, StringComparison.Ordinal);

        var done = await staff.FollowAsync(
            await staff.SubmitAsync(await staff.GetAsync("/gestione/stato"), [], "form[action$='/non-mandare-le-email']"));

        Assert.Contains("3 email non partono", done.Text, StringComparison.Ordinal);
        Assert.Empty(await _site.DeliverAsync());
        await _site.Services.GetRequiredService<JobRunner>().RunDueAsync();
        Assert.Contains("Tutto funziona", (await staff.GetAsync("/gestione/stato")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_age_of_the_last_backup_stands_there_and_where_there_should_be_one_its_lack_is_told()
    {
        using var nightly = new CooperaSite(new() { ["Backup:Folder"] = Path.GetTempPath() });
        Assert.Contains("Non c’è ancora nessuna copia di sicurezza.", await StatusAsync(nightly), StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Degraded, (await PartAsync(nightly, "backup")).Status);
        await nightly.WriteAsync(db => db.BackupStates.ExecuteUpdateAsync(
            s => s.SetProperty(x => x.LastAt, DateTimeOffset.UtcNow.AddHours(-5)).SetProperty(x => x.LastBytes, 12_300_000)));

        Assert.Contains("12,3 MB", await StatusAsync(nightly), StringComparison.Ordinal);
        Assert.DoesNotContain("nessuna copia di sicurezza", await StatusAsync(nightly), StringComparison.Ordinal);
        Assert.Contains("non è impostata (Backup:Folder)", await StatusAsync(_site), StringComparison.Ordinal);

        static async Task<string> StatusAsync(CooperaSite site) =>
            (await (await site.NewStaffMemberAsync()).GetAsync("/gestione/stato")).Text;
    }

    private static async Task<HealthReportEntry> PartAsync(CooperaSite site, string name) =>
        (await site.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == name)).Entries[name];

    /// <summary>Three mails in the queue, and the mark that a restore leaves.</summary>
    private async Task RestoreAsync()
    {
        var webinar = await _site.WebinarAsync();
        for (var i = 0; i < 3; i++)
        {
            await _site.InScopeAsync(services => services.GetRequiredService<Coopera.Core.Registrations.SignUp>()
                .RunAsync(webinar.Id, People.Number(i), People.Notice));
        }

        await _site.WriteAsync(db => db.BackupStates.ExecuteUpdateAsync(
            state => state.SetProperty(s => s.HoldsMails, true).SetProperty(s => s.RestoredAt, DateTimeOffset.UtcNow)
                .SetProperty(s => s.CopyOf, new DateTimeOffset(2026, 11, 29, 2, 10, 0, TimeSpan.Zero))));
    }
}
