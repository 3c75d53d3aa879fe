using System.Diagnostics;
using System.Globalization;

namespace Coopera.Bench;

/// <summary>The measurements, in the order of the report.</summary>
internal sealed class Benchmark(string program, string work, TimeSpan time)
{
    /// <summary>Site and yardstick take turns, so that what else the machine does falls upon both.</summary>
    private const int Turns = 3;

    private const int FirstRequests = 2000;
    private const int Mails = 6000;

    private static readonly int[] Connections = [1, 8, 32];

    private readonly Aims _aims = new();
    private readonly string _data = Path.Combine(work, "data");

    public async Task RunAsync(IReadOnlyList<string> parts)
    {
        await using (var first = await PublishedSite.StartAsync(program, _data, worker: false))
        {
            Console.WriteLine(Text($"- start on an empty folder (migrates, seeds) to the first page: {first.StartUp.TotalSeconds:0.00} s"));
        }

        Rows.WithoutLimit(_data);
        await PartAsync("start", StartAsync);
        await PartAsync("start", FirstRequestsAsync);
        await PartAsync("form", () => WithYardstickAsync(FormAsync, postgres: false));
        await PartAsync("signups", () => WithYardstickAsync(SignUpsAsync, postgres: false));
        if (BenchDatabase.HasPostgres)
        {
            await PartAsync("signups", () => WithYardstickAsync(SignUpsAsync, postgres: true));
        }

        await PartAsync("burst", BurstAsync);
        await PartAsync("mails", MailsAsync);
        await PartAsync("exports", () => Exports.RunAsync(program, _data));
        _aims.Print();

        async Task PartAsync(string name, Func<Task> part)
        {
            if (parts.Count == 0 || parts.Contains(name))
            {
                await part();
            }
        }
    }

    private async Task StartAsync()
    {
        var starts = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            await using var again = await PublishedSite.StartAsync(program, _data, worker: false);
            starts.Add(again.StartUp.TotalSeconds);
        }

        await using var site = await PublishedSite.StartAsync(program, _data, worker: true);
        await Task.Delay(TimeSpan.FromSeconds(5)); // the jobs have had their first turn
        Console.WriteLine(Text(
            $"- start on a migrated file to the first page: {string.Join(", ", starts.Select(start => Text($"{start:0.00}")))} s"));
        Console.WriteLine(Text($"- memory at rest: {site.Memory().Now:0} MB"));
        _aims.AtMost("start on a migrated file (median of five)", starts.Order().ElementAt(2), 1.5, " s");
        _aims.AtMost("memory at rest", site.Memory().Now, 130, " MB");
    }

    /// <summary>What the first of a process cost, beside those that come when everything is warm.</summary>
    private async Task FirstRequestsAsync()
    {
        await using var site = await PublishedSite.StartAsync(program, _data, worker: false);
        foreach (var (what, prepare) in new (string, Func<HttpClient, int, Task<Func<int, Task>>>)[]
        {
            ("GET of the form", (http, _) => Visitor.Reads(http, Visitor.Form, compressed: true)),
            ("sign-up", (http, i) => Visitor.SignsUp(http, $"primi.{i}", () => { })),
        })
        {
            using var load = await Load.OfAsync(site, 8, prepare);
            var first = await load.RunAsync(FirstRequests);
            await load.WarmUpAsync();
            var later = await load.RunAsync(FirstRequests);
            Console.WriteLine(Text($"- {what}: first {FirstRequests} after a start {first.Cpu:0.00} ms of CPU each, later {later.Cpu:0.00} ms"));
            _aims.AtMost($"{what}: CPU of the first {FirstRequests}, of later ones", first.Cpu / later.Cpu, 2);
        }
    }

    private async Task WithYardstickAsync(Func<PublishedSite, PublishedSite, BenchDatabase, Task> measure, bool postgres)
    {
        var data = postgres ? Path.Combine(work, "postgres") : _data;
        await using var database = await BenchDatabase.CreateAsync(data, postgres);
        await using var yard = await BenchDatabase.CreateAsync(Path.Combine(work, "bare"), postgres);
        await using var site = await PublishedSite.StartAsync(program, data, worker: false, database.Settings);
        if (postgres)
        {
            await using var rows = await SeedDatabase.OpenAsync(database.Connection, postgres);
            await rows.ExecuteAsync("UPDATE \"Webinars\" SET \"Capacity\" = NULL");
        }

        using var client = new HttpClient { BaseAddress = new Uri(site.Address) };
        var plain = (await client.GetByteArrayAsync(Visitor.Form)).Length;
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "br");
        var compressed = (await client.GetByteArrayAsync(Visitor.Form)).Length;
        await using var bare = await PublishedSite.StartBareAsync(
            postgres ? yard.Connection : Path.Combine(work, "bare.db"), plain, compressed);
        Console.WriteLine(Text(
            $"\nThe form has {plain / 1000.0:0.0} kB, {compressed / 1000.0:0.0} kB as a browser asks for it.\n\n| what | connections | a second ",
            $"| CPU ms | p50 ms | p99 ms | slowest ms | bare, a second | its CPU ms | of bare |\n|---|---|---|---|---|---|---|---|---|---|"));
        await measure(site, bare, database);
    }

    private async Task FormAsync(PublishedSite site, PublishedSite bare, BenchDatabase database)
    {
        foreach (var compressed in new[] { false, true })
        {
            foreach (var connections in Connections)
            {
                var ratio = await CompareAsync(
                    $"GET of the form{(compressed ? ", Accept-Encoding: br" : "")}", connections, site, bare,
                    (http, _) => Visitor.Reads(http, Visitor.Form, compressed), (http, _) => Visitor.Reads(http, "/", compressed));
                if (connections > 1)
                {
                    _aims.AtLeast(
                        $"GET of the form{(compressed ? " (br)" : "")}, of a prebuilt page, {connections} connections", ratio.OfBare, 0.4);
                }
            }
        }
    }

    private async Task SignUpsAsync(PublishedSite site, PublishedSite bare, BenchDatabase database)
    {
        var engine = database.Settings.Count == 0 ? "SQLite" : "PostgreSQL";
        long accepted = 0;
        foreach (var connections in Connections)
        {
            var (ratio, slowest, _) = await SignUpsAsync("", connections);
            if (connections == 8)
            {
                _aims.AtLeast($"sign-ups, of a bare insert, 8 connections, {engine}", ratio, 0.4);
            }
            else if (connections == 32)
            {
                _aims.AtMost($"slowest sign-up at 32 connections, {engine}", slowest, 250, " ms");
            }
        }

        if (OperatingSystem.IsLinux() && Environment.ProcessorCount > 1)
        {
            site.KeepTo(cores: 1);
            var (_, _, one) = await SignUpsAsync(", site on one core", 8);
            site.KeepTo(cores: Environment.ProcessorCount);
            var (_, _, all) = await SignUpsAsync($", site on {Environment.ProcessorCount} cores", 8);
            Console.WriteLine(Text($"\n- {engine}: on {Environment.ProcessorCount} cores {all / one:0.00} times as many sign-ups as on one"));
        }

        await using var rows = await SeedDatabase.OpenAsync(database.Connection, database.Settings.Count > 0);
        var stored = Convert.ToInt64(
            (await rows.QueryAsync("SELECT COUNT(*) FROM \"Registrations\" WHERE \"Email\" LIKE 'persona.bench.%'"))[0][0],
            CultureInfo.InvariantCulture);
        Console.WriteLine($"- accepted {accepted}, stored {stored}{(accepted == stored ? "" : " **these must be equal**")}");
        Console.WriteLine(Text($"- memory after that: {site.Memory().Now:0} MB, peak {site.Memory().Peak:0} MB"));

        Task<(double OfBare, double Slowest, double PerSecond)> SignUpsAsync(string how, int connections) => CompareAsync(
            $"sign-up, {engine}{how}", connections, site, bare,
            (http, i) => Visitor.SignsUp(http, $"bench.{connections}.{i}.{Guid.NewGuid():N}", () => Interlocked.Increment(ref accepted)),
            (http, i) => BareInsert(http, $"{connections}.{i}.{Guid.NewGuid():N}"));
    }

    private async Task<(double OfBare, double Slowest, double PerSecond)> CompareAsync(
        string what, int connections, PublishedSite site, PublishedSite bare,
        Func<HttpClient, int, Task<Func<int, Task>>> visit, Func<HttpClient, int, Task<Func<int, Task>>> bareVisit)
    {
        using var visitors = await Load.OfAsync(site, connections, visit);
        using var bareVisitors = await Load.OfAsync(bare, connections, bareVisit);
        await visitors.WarmUpAsync();
        await bareVisitors.WarmUpAsync();
        var (ours, theirs) = (new List<Measured>(), new List<Measured>());
        for (var turn = 0; turn < Turns; turn++)
        {
            ours.Add(await visitors.RunAsync(time / Turns));
            theirs.Add(await bareVisitors.RunAsync(time / Turns));
        }

        var (own, yard) = (Median(ours), Median(theirs));
        var (ratio, slowest) = (own.PerSecond / yard.PerSecond, ours.Max(turn => turn.Slowest));
        Console.WriteLine(Text(
            $"| {what} | {connections} | {own.PerSecond:0} | {own.Cpu:0.00} | {own.P50:0.0} | {own.P99:0.0} | {slowest:0} | ",
            $"{yard.PerSecond:0} | {yard.Cpu:0.00} | {ratio:0.00} |"));
        return (ratio, slowest, own.PerSecond);
    }

    private static Measured Median(List<Measured> turns) => turns.OrderBy(turn => turn.PerSecond).ElementAt(turns.Count / 2);

    private static Task<Func<int, Task>> BareInsert(HttpClient http, string people) => Task.FromResult<Func<int, Task>>(async n =>
    {
        using var answer = await http.PostAsync("/", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["FirstName"] = "Maria Rossi",
            ["Email"] = $"persona.{people}.{n}@comune.example",
            ["Role"] = "Assistente sociale",
        }));
        if ((int)answer.StatusCode != 303)
        {
            throw new InvalidOperationException($"An insert was answered {(int)answer.StatusCode}.");
        }
    });

    /// <summary>The invitation went out to all mayors at noon, and somebody has just started the site.</summary>
    private async Task BurstAsync()
    {
        const int people = 500;
        var during = TimeSpan.FromSeconds(10);
        await using var site = await PublishedSite.StartAsync(program, _data, worker: true);
        var (cpu, clock) = (site.Cpu, Stopwatch.StartNew());
        var times = await Task.WhenAll(Enumerable.Range(0, people).Select(async n =>
        {
            await Task.Delay(during * n / people);
            using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            {
                BaseAddress = new Uri(site.Address),
            };
            var begin = Stopwatch.GetTimestamp();
            await Visitor.SignUpOnceAsync(http, n);
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }));
        var burst = Load.Measured(times, clock.Elapsed, site.Cpu - cpu);
        Console.WriteLine(Text(
            $"\n- {people} people in the first {during.TotalSeconds:0} s after a start, form and sign-up: median {burst.P50:0} ms, p99 ",
            $"{burst.P99:0} ms, slowest {burst.Slowest:0} ms; {burst.Cpu:0.0} ms of CPU each, mails included"));
    }

    private async Task MailsAsync()
    {
        await using (var site = await PublishedSite.StartAsync(program, _data, worker: false))
        {
            using var load = await Load.OfAsync(site, 8, (http, i) => Visitor.SignsUp(http, $"posta.{i}.{Guid.NewGuid():N}", () => { }));
            await load.RunAsync(Mails);
        }

        Rows.Execute(
            _data, $"DELETE FROM OutgoingMails WHERE Id NOT IN (SELECT Id FROM OutgoingMails ORDER BY CreatedAt DESC LIMIT {Mails})");
        await using var sender = await PublishedSite.StartAsync(program, _data, worker: true);
        while (Queued() > Mails * 2 / 3)
        {
            await Task.Delay(20); // until everything is warm
        }

        var (before, cpu, clock) = (Queued(), sender.Cpu, Stopwatch.StartNew());
        while (Queued() > 0)
        {
            await Task.Delay(20);
        }

        var (perSecond, each) = (before / clock.Elapsed.TotalSeconds, (sender.Cpu - cpu).TotalMilliseconds / before);
        Console.WriteLine(Text(
            $"- mails to the folder: {perSecond:0} a second, {each:0.00} ms of CPU each ({before} mails; ",
            $"{Directory.EnumerateFiles(Path.Combine(_data, "mail")).Count()} files)"));
        _aims.AtLeast("mails to a folder", perSecond, 600, " a second");

        long Queued() => Rows.Scalar(_data, "SELECT COUNT(*) FROM OutgoingMails WHERE Status = 'Queued'");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Text(FormattableString text, FormattableString more) => Text(text) + Text(more);
}
