using Coopera.Core.Mail.Checks;
using Coopera.Domain.Jobs;
using Coopera.Domain.Staff;
using Coopera.Web.Admin.Status;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using static Coopera.Web.Tests.Hosting.HealthKit;

namespace Coopera.Web.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task A_site_that_works_is_live_and_ready()
    {
        using var site = Watched(); // how it is doing is about all of it

        Assert.Equal(200, (await AskAsync(site, "/health/live")).Status);
        var ready = await AskAsync(site, "/health/ready");

        Assert.Equal(200, ready.Status);
        Assert.Equal("""{"status":"ready","failing":[],"degraded":[]}""", ready.Body);
    }

    [Fact]
    public async Task A_job_that_fails_again_and_again_is_named_and_the_site_still_serves()
    {
        using var site = Watched(); // its job fails
        await site.WriteAsync(db =>
        {
            var lease = db.JobLeases.Add(new JobLease("adhesion-reminders")).Entity;
            for (var day = 3; day > 0; day--)
            {
                var holder = Guid.NewGuid();
                Assert.True(lease.Take(holder, TimeSpan.FromHours(1), DateTimeOffset.UtcNow.AddDays(-day)));
                lease.Fail(holder, "non oggi", DateTimeOffset.UtcNow.AddDays(-day));
            }

            return Task.CompletedTask;
        });

        var ready = await AskAsync(site, "/health/ready");

        Assert.Equal((200, """{"status":"ready","failing":[],"degraded":["jobs:adhesion-reminders"]}"""), ready);
    }

    [Fact]
    public async Task A_job_that_nobody_runs_is_named_once_the_process_is_up_for_a_quarter_of_an_hour()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var site = Watched(clock: clock);
        var atFirst = await AskAsync(site, "/health/ready");
        clock.Advance(TimeSpan.FromMinutes(16));

        var later = await AskAsync(site, "/health/ready");

        Assert.Equal("""{"status":"ready","failing":[],"degraded":[]}""", atFirst.Body);
        Assert.Equal(200, later.Status);
        Assert.Contains("jobs:outbox", later.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_is_logged_when_it_begins_and_when_it_is_well_again_and_not_at_each_question()
    {
        var log = new LogLines();
        using var site = new CooperaSite(
            new() { ["Site:MonitoringAddresses"] = "127.0.0.1" },
            services: services =>
            {
                FromAddress.Join(services);
                log.Join(services);
            });
        await AskAsync(site, "/health/ready");
        DatabaseAway.After(site);

        for (var times = 0; times < 3; times++)
        {
            Assert.Equal(503, (await AskAsync(site, "/health/ready")).Status);
        }

        var told = log.Lines.Where(line => line.StartsWith("ERR", StringComparison.Ordinal)).ToList();
        Assert.Contains("Health: database fails (", Assert.Single(told), StringComparison.Ordinal);
        DatabaseAway.Back(site);
        Assert.Equal(200, (await AskAsync(site, "/health/ready")).Status);
        Assert.Single(log.Lines, line => line.Contains("Health: database is well again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_that_does_not_answer_is_told_on_the_page_with_what_to_do()
    {
        using var site = new CooperaSite(services: services => services.AddHealthChecks().AddAsyncCheck(
            "mailbox-prova", () => new TaskCompletionSource<HealthCheckResult>().Task));
        site.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations
            .Single(check => check.Name == "mailbox-prova").FailureStatus = HealthStatus.Degraded;

        var page = await (await site.NewStaffMemberAsync()).GetAsync("/gestione/stato");

        Assert.Contains("mailbox-prova: non risponde. Non ha risposto in tempo", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("203.0.113.7", false)]
    [InlineData("10.1.2.3", true)]
    [InlineData("127.0.0.1", true)]
    public async Task Which_part_fails_is_for_who_watches_and_for_staff(string address, bool knows)
    {
        using var site = Watched();

        using var answer = await FromAddress.Visitor(site, address).Client.GetAsync("/health/ready");
        var staff = await site.NewStaffMemberAsync();

        var body = await answer.Content.ReadAsStringAsync();
        Assert.Equal(knows ? """{"status":"ready","failing":[],"degraded":[]}""" : """{"status":"ready"}""", body);
        Assert.Contains("degraded", (await staff.GetAsync("/health/ready")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_nobody_takes_is_named_and_the_page_says_what_to_do()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        using var site = Watched(clock: clock);
        var staff = await site.NewStaffMemberAsync();
        await staff.SubmitAsync(await staff.GetAsync("/gestione/stato"), [], "form[action$='/controlla/prova']");
        clock.Advance(TimeSpan.FromMinutes(16));

        var ready = await AskAsync(site, "/health/ready");
        var page = await (await site.NewStaffMemberAsync()).GetAsync("/gestione/stato");

        Assert.Equal(200, ready.Status);
        Assert.Contains("\"outbox\"", ready.Body, StringComparison.Ordinal);
        Assert.Contains("Ci sono email che nessuno spedisce", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_part_has_its_words()
    {
        using var site = Watched();
        await using var scope = site.Services.CreateAsyncScope();

        var report = await scope.ServiceProvider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Empty(report.Entries.Keys.Except(SitePart.Known));
    }

    [Fact]
    public async Task Test_mails_are_few_and_stand_in_the_register()
    {
        using var site = Watched();
        var staff = await site.NewStaffMemberAsync();
        for (var i = 0; i < SendTestMail.PerHour; i++)
        {
            var sent = await staff.SubmitAsync(await staff.GetAsync("/gestione/stato"), [], "form[action$='/controlla/prova']");
            Assert.Equal(303, sent.Status);
        }

        var refused = await staff.SubmitAsync(await staff.GetAsync("/gestione/stato"), [], "form[action$='/controlla/prova']");

        Assert.Equal(422, refused.Status);
        Assert.Contains("sono già partite 5 email di prova", refused.Text, StringComparison.Ordinal);
        Assert.Equal(
            SendTestMail.PerHour, await site.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditAction.MailTested)));
    }
}
