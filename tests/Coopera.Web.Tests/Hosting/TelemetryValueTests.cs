using System.Diagnostics;
using Coopera.Domain.Staff;
using Coopera.Web.Admin.Exports;
using Coopera.Web.Tests.Faults;
using Coopera.Web.Tests.Registrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpenTelemetry.Metrics;

namespace Coopera.Web.Tests.Hosting;

/// <summary>The figures themselves, as a collector gets them. Other sites of this process would count along: none runs beside.</summary>
[Collection(nameof(Alone))]
public sealed class TelemetryValueTests : IAsyncLifetime
{
    private const string Address = "telemetria.valori@comune.example";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly MisbehavingServer _server = new();
    private Collector _collector = null!;
    private CooperaSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _collector = await Collector.StartAsync();
        _site = new CooperaSite(
            new()
            {
                ["Telemetry:OtlpEndpoint"] = _collector.Address,
                ["Mail:Transport"] = "Smtp",
                ["Mail:Host"] = "127.0.0.1",
                ["Mail:Port"] = $"{_server.Port}",
                ["Mail:Security"] = "None",
                ["Mail:From"] = "iscrizioni@coopera.example",
                ["Mail:PerHour"] = "37",
                ["Mail:PerDay"] = "411",
            },
            clock: _clock);
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _collector.DisposeAsync();
        _server.Dispose();
    }

    [Fact]
    public async Task Lists_are_counted_by_format_and_by_whether_they_came_whole()
    {
        var webinar = await _site.WebinarAsync();
        var staff = await _site.NewStaffMemberAsync();
        foreach (var format in new[] { "csv", "csv", "xlsx" })
        {
            await staff.Client.GetByteArrayAsync(
                $"/gestione/webinar/{webinar.Id}/iscritti.{format}?cerca={Address}&scopo=altro&dettaglio=perche+lo+chiede+telemetria");
        }

        await _site.InScopeAsync(async services => await Record.ExceptionAsync(() => services.GetRequiredService<ListExport>().RunAsync(
            new ExportedList("prova", "Prova", AuditAction.RegistrationsExported, Address, [], AsyncEnumerable.Empty<object?[]>()),
            Address, "Rendicontare", "CSV", _ => throw new IOException("The person closed the browser."))));
        Flush();

        Assert.Equal(2, _collector.Last("coopera.exports", "format=CSV", "complete=true")?.Value);
        Assert.Equal(1, _collector.Last("coopera.exports", "format=XLSX", "complete=true")?.Value);
        Assert.Equal(1, _collector.Last("coopera.exports", "format=CSV", "complete=false")?.Value);
        AssertNobody(webinar.Slug, CooperaSite.AdministratorEmail);
    }

    [Fact]
    public async Task How_long_files_were_looked_into_is_told_in_seconds()
    {
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync("/attestati");
        var whole = Stopwatch.StartNew();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("Il file non è nostro", (await visitor.UploadAsync(form, "telemetria-rossi.pdf", TestPdf.Plain())).Heading);
        }

        whole.Stop();
        Flush();

        var (times, seconds) = Assert.NotNull(_collector.Last("coopera.inspections.duration"));
        Assert.Equal(3, times);
        Assert.InRange(seconds, double.Epsilon, whole.Elapsed.TotalSeconds);
        AssertNobody("telemetria-rossi");
    }

    [Fact]
    public async Task What_the_provider_still_lets_the_account_send_goes_down_with_each_mail_and_up_when_its_time_is_over()
    {
        await BudgetAsync(hour: 37, day: 411);
        var webinar = await _site.WebinarAsync();
        var visitor = _site.NewVisitor();
        var form = await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione");
        Assert.Equal(303, (await visitor.SubmitAsync(form, SignUpPageTests.Form(Address))).Status);
        await _site.DeliverAsync();
        Assert.Single(_server.Messages);

        await BudgetAsync(hour: 36, day: 410);
        _clock.Advance(TimeSpan.FromHours(1));
        await BudgetAsync(hour: 37, day: 410);
        _clock.Advance(TimeSpan.FromDays(1));
        await BudgetAsync(hour: 37, day: 411);
        AssertNobody(webinar.Slug);
    }

    /// <summary>Read anew every half minute of the site's clock, beside the requests.</summary>
    private async Task BudgetAsync(int hour, int day)
    {
        (double?, double?) told = default;
        for (var i = 0; i < 600; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(31));
            Flush();
            told = (Left("hour"), Left("day"));
            if (told == (hour, day))
            {
                return;
            }

            await Task.Delay(50);
        }

        Assert.Equal((hour, day), told);

        double? Left(string span) => _collector.Last("coopera.mails.budget_left", "lane=ordinary", $"span={span}")?.Value;
    }

    private void Flush() => Assert.True(_site.Services.GetRequiredService<MeterProvider>().ForceFlush());

    private void AssertNobody(params string[] words)
    {
        var metrics = _collector.Of("/v1/metrics");
        foreach (var word in words.Concat([Address, "telemetria.valori", "perche"]))
        {
            Assert.DoesNotContain(word, metrics, StringComparison.OrdinalIgnoreCase);
        }
    }
}
