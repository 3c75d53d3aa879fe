using Coopera.Core.Data;
using Coopera.Core.Jobs;
using Coopera.Domain;
using Coopera.Domain.Jobs;
using Coopera.Domain.Webinars;
using Coopera.Web.Admin.Status;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Coopera.Web.Tests.Admin;

/// <summary>"Stato del sito".</summary>
public sealed class SiteStatusTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    // Each moves the clock, and jobs fail for the whole site.
    private readonly CooperaSite _site;

    public SiteStatusTests() => _site = new CooperaSite(clock: _clock);

    [Fact]
    public async Task Where_the_jobs_have_run_it_says_that_all_is_well_and_what_they_did()
    {
        var reader = await _site.NewStaffMemberAsync(StaffRoles.Reader);
        await _site.Services.GetRequiredService<JobRunner>().RunDueAsync();

        var today = await reader.GetAsync("/gestione");
        var page = await reader.GetAsync(today.Document.QuerySelector("main a[href$='/gestione/stato']")!.GetAttribute("href")!);

        Assert.Equal("Stato del sito", page.Heading);
        Assert.Contains("Tutto funziona", page.Text, StringComparison.Ordinal);
        Assert.Contains("SQLite, risponde in ", page.Text, StringComparison.Ordinal);
        Assert.Contains("niente in coda", page.Text, StringComparison.Ordinal);
        var rows = page.Document.QuerySelectorAll("tbody tr")
            .Select(row => string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.Contains(rows, row => row.StartsWith("Ricordare agli enti le schede ferme, ogni ora va bene", StringComparison.Ordinal)
            && row.EndsWith("Non c’era niente da fare.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_fails_again_and_again_is_told_there_and_in_oggi_with_its_reason()
    {
        var staff = await _site.NewStaffMemberAsync();
        await _site.Services.GetRequiredService<JobRunner>().RunDueAsync();
        for (var i = 0; i < JobLease.WorryingFailures; i++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await FailAsync("files", "IOException: Permission denied");
        }

        var page = await staff.GetAsync("/gestione/stato");

        Assert.Contains("Curare i file caricati e quelli provvisori: non riesce.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Non è riuscito per 3 volte di fila", page.Text, StringComparison.Ordinal);
        Assert.Contains("Non riuscito: IOException: Permission denied", page.Text, StringComparison.Ordinal);
        var urgent = (await staff.GetAsync("/gestione")).Document.QuerySelectorAll(".todo-urgent").Select(todo => todo.TextContent);
        Assert.Contains(urgent, todo => todo.Contains("Curare i file caricati e quelli provvisori: non riesce", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_nobody_runs_is_late_and_the_page_says_what_to_look_at()
    {
        var staff = await _site.NewStaffMemberAsync();
        await _site.Services.GetRequiredService<JobRunner>().RunDueAsync();
        _clock.Advance(TimeSpan.FromMinutes(20));

        var page = await staff.GetAsync("/gestione/stato");

        Assert.Contains("Spedire le email: in ritardo.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Worker:Enabled", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("schede ferme: in ritardo", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_gone_is_told_with_the_page_that_lacks_it()
    {
        var staff = await _site.NewStaffMemberAsync();
        var webinar = await _site.WebinarAsync();
        var lost = new StoredFile($"{Guid.NewGuid():N}", "slide.pdf", "application/pdf", 3, new string('a', 64));
        await _site.WriteAsync(
            async db => (await db.LockWholeWebinarAsync(webinar.Id))!.Add(Material.File("Slide", lost, false, _clock.GetUtcNow())));
        await _site.Services.GetRequiredService<JobRunner>().RunDueAsync();

        var page = await staff.GetAsync("/gestione/stato");

        Assert.Contains("Mancano dei file.", page.Text, StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector($"main a[href='/gestione/webinar/{webinar.Id}']"));
    }

    [Fact]
    public void Every_job_has_words() =>
        Assert.All(
            _site.Services.GetRequiredService<JobSchedule>().Jobs,
            job => Assert.True(JobWords.Knows(job.Name), $"JobWords lacks {job.Name}."));

    public void Dispose() => _site.Dispose();

    private async Task FailAsync(string job, string error)
    {
        var leases = _site.Services.GetRequiredService<JobLeases>();
        var holder = Guid.NewGuid();
        Assert.True(
            await leases.ChangeAsync(job, lease => lease.Take(holder, TimeSpan.FromHours(1), _clock.GetUtcNow()), CancellationToken.None));
        await leases.ChangeAsync(
            job,
            lease =>
            {
                lease.Fail(holder, error, _clock.GetUtcNow());
                return true;
            },
            CancellationToken.None);
    }
}
