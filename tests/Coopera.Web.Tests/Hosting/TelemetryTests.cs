using Coopera.Core.Jobs;
using Coopera.Core.Links;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Coopera.Web.Tests.Hosting;

/// <summary>What leaves the site for who watches it, as a collector gets it: bytes of OTLP over HTTP.</summary>
public sealed class TelemetryTests
{
    private const string Address = "telemetria.prova@comune.example";

    [Fact]
    public async Task A_collector_hears_of_sign_ups_mails_jobs_and_pages_and_of_nobody()
    {
        await using var collector = await Collector.StartAsync();
        string token;
        using (var site = new CooperaSite(new() { ["Telemetry:OtlpEndpoint"] = collector.Address }))
        {
            var webinar = await site.WebinarAsync();
            var visitor = site.NewVisitor();
            var form = await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione");
            Assert.Equal(303, (await visitor.SubmitAsync(form, SignUpPageTests.Form(Address))).Status);
            await site.Services.GetRequiredService<JobRunner>().RunDueAsync();
            var registration = await site.ReadAsync(db => db.Registrations.AsNoTracking().SingleAsync(r => r.WebinarId == webinar.Id));
            token = site.Services.GetRequiredService<PersonalLinks>().Token(
                new PersonalLink(registration.Id, registration.LinkVersion));
            Assert.Equal(200, (await visitor.GetAsync($"/iscrizioni/{token}?q={Address}")).Status);
            Assert.True(site.Services.GetRequiredService<MeterProvider>().ForceFlush()); // else within a minute, and mostly at the end
            Assert.True(site.Services.GetRequiredService<TracerProvider>().ForceFlush());
        }

        var metrics = collector.Of("/v1/metrics");
        foreach (var name in new[]
        {
            "coopera.sign_ups", "coopera.mails.tried", "coopera.jobs.duration", "coopera.cache.requests", "coopera.mails.queue",
            "coopera.mails.oldest_age", "http.server.request.duration", "Confirmed", "service.version",
        })
        {
            Assert.Contains(name, metrics, StringComparison.Ordinal);
        }

        var traces = collector.Of("/v1/traces");
        Assert.Contains("iscrizioni/{token}", traces, StringComparison.Ordinal);
        Assert.Contains("job webinar-reminders", traces, StringComparison.Ordinal);
        foreach (var secret in new[] { token, Address, "telemetria.prova", "url.path", "url.query", "client.address", "user_agent" })
        {
            Assert.DoesNotContain(secret, metrics, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(secret, traces, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task What_happened_just_before_the_end_is_told_before_the_program_ends()
    {
        var folder = Directory.CreateTempSubdirectory("coopera-last-words-").FullName;
        await using var collector = await Collector.StartAsync();
        using (var program = StartedProgram.Start(folder, new() { ["Telemetry__OtlpEndpoint"] = collector.Address }))
        using (var client = new HttpClient { BaseAddress = await program.ListeningAsync() })
        {
            client.DefaultRequestHeaders.Host = "localhost";
            (await client.GetAsync("/webinar")).EnsureSuccessStatusCode();
            program.Terminate();
            Assert.Equal(0, await program.EndAsync());
        }

        Assert.Contains("http.server.request.duration", collector.Of("/v1/metrics"), StringComparison.Ordinal);
        Assert.Contains("http.route", collector.Of("/v1/traces"), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
