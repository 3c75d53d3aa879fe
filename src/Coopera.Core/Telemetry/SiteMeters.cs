using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Coopera.Core.Telemetry;

/// <summary>
/// What is counted for who watches from outside. Nobody listens unless <c>Telemetry:OtlpEndpoint</c> is set, and then it costs next to
/// nothing. No tag may say anything of a person: kinds and outcomes, never an address, a name, a path or an id.
/// </summary>
public static class SiteMeters
{
    public const string Name = "Coopera";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter Meter = new(Name, ProgramVersion.Text);

    private static readonly Counter<long> SignUps =
        Meter.CreateCounter<long>("coopera.sign_ups", description: "Sign-ups, by what became of them");

    private static readonly Counter<long> Mails =
        Meter.CreateCounter<long>("coopera.mails.tried", description: "Mails tried, by lane and state");

    private static readonly Counter<long> Exports =
        Meter.CreateCounter<long>("coopera.exports", description: "Lists taken away, by format");

    private static readonly Counter<long> Pages =
        Meter.CreateCounter<long>("coopera.cache.requests", description: "Public pages asked of the cache, by whether it had them");

    private static readonly Histogram<double> Inspections =
        Meter.CreateHistogram<double>("coopera.inspections.duration", "s", "Files looked into, waiting included");

    private static readonly Histogram<double> Jobs =
        Meter.CreateHistogram<double>("coopera.jobs.duration", "s", "Runs of jobs, by job and outcome");

    public static void SignedUp(string outcome) => SignUps.Add(1, Tag("outcome", outcome));

    public static void MailTried(bool isCertified, string state) => Mails.Add(1, Tag("lane", Lane(isCertified)), Tag("state", state));

    public static void Exported(string format, bool isComplete) =>
        Exports.Add(1, Tag("format", format), Tag("complete", isComplete ? "true" : "false"));

    public static void PageAsked(bool isThere) => Pages.Add(1, Tag("result", isThere ? "hit" : "miss"));

    public static async Task<T> InspectAsync<T>(Func<Task<T>> look)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return await look();
        }
        finally
        {
            Inspections.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }

    public static void JobRan(string job, string outcome, TimeSpan time) =>
        Jobs.Record(time.TotalSeconds, Tag("job", job), Tag("outcome", outcome));

    /// <summary>Figures that somebody reads from time to time; see the caller for how fresh they are.</summary>
    public static void Observe(Func<IEnumerable<Figure>> figures)
    {
        foreach (var (name, unit, description) in new[]
        {
            ("coopera.mails.queue", "{mail}", "Mails in the outbox, by lane and state"),
            ("coopera.mails.oldest_age", "s", "Age of the oldest mail that waits, by lane"),
            ("coopera.mails.budget_left", "{mail}", "What the provider still lets the account send, by lane and span"),
        })
        {
            Meter.CreateObservableGauge(
                name,
                () => figures().Where(figure => figure.Name == name)
                    .Select(figure => new Measurement<double>(figure.Value, figure.Tags.Select(tag => Tag(tag.Name, tag.Value)))),
                unit, description);
        }
    }

    public static string Lane(bool isCertified) => isCertified ? "certified" : "ordinary";

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    public sealed record Figure(string Name, double Value, params (string Name, string Value)[] Tags);
}
