using System.Diagnostics;
using System.Globalization;

namespace Coopera.Bench.Faults;

/// <summary>
/// The people behind the scripts of <c>tests/faults</c>, which start, kill, fill and cut meanwhile:
/// <c>faults seed|load|burst|hurry|check|nodes name=value …</c>. Ends with 1 when something that was accepted is not there.
/// </summary>
internal sealed class FaultVerbs(Dictionary<string, string> given)
{
    private string Site => Of("site");

    private string Database => Of("database");

    private int Webinars => Number("webinars", 20);

    public static async Task<int> RunAsync(string[] args)
    {
        var verbs = new FaultVerbs(args.Skip(1).Select(arg => arg.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]));
        return args.FirstOrDefault() switch
        {
            "seed" => await verbs.SeedAsync(),
            "load" => await verbs.LoadAsync(),
            "burst" => await verbs.BurstAsync(),
            "hurry" => await verbs.HurryAsync(),
            "check" => await verbs.CheckAsync(),
            "nodes" => await verbs.NodesAsync(),
            _ => throw new InvalidOperationException("faults seed, load, burst, hurry, check or nodes"),
        };
    }

    private async Task<int> SeedAsync()
    {
        await using var database = await FaultData.OpenAsync(Database);
        await FaultData.SeedAsync(database, Webinars, Number("places", 100), Number("registered", 0));
        return 0;
    }

    private async Task<int> HurryAsync()
    {
        await using var database = await FaultData.OpenAsync(Database);
        await FaultData.HurryAsync(database);
        return 0;
    }

    /// <summary>Until so many people have signed up, or the file <c>until</c> is there.</summary>
    private async Task<int> LoadAsync()
    {
        var (people, until) = (Number("people", int.MaxValue), given.GetValueOrDefault("until"));
        var run = given.GetValueOrDefault("run", "uno");
        using var tally = new Tally(Of("told"));
        using var watched = new CancellationTokenSource();
        using var office = new Office(Site, tally, Database, Webinars, run);
        var deeds = given.GetValueOrDefault("staff", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var clock = Stopwatch.StartNew();
        var watch = Watch.RunAsync(Database, tally, watched.Token);
        var crowd = new Crowd(Site, tally, Webinars, run, Number("pause", 0), given.ContainsKey("clock"))
            .RunAsync(Number("at-once", 16), n => n >= people || IsOver());
        if (deeds.Length > 0)
        {
            await office.SignInAsync();
        }

        var staff = Task.Run(async () =>
        {
            for (var turn = 0; deeds.Length > 0 && !crowd.IsCompleted; turn++)
            {
                await Task.WhenAll(deeds.Select(deed => deed switch
                {
                    "moves" => MoveAsync(office, turn),
                    "edits" when turn % 5 > 0 => Task.CompletedTask, // everybody is told of each
                    "edits" => office.EditAsync(turn),
                    "exports" => office.ExportAsync(turn),
                    "uploads" => office.UploadAsync(turn),
                    _ => throw new InvalidOperationException($"staff does moves, edits, exports, uploads, and not {deed}"),
                }));
                await Task.Delay(200);
            }
        });
        await crowd;
        var seconds = clock.Elapsed.TotalSeconds;
        await staff;
        await watched.CancelAsync();
        await watch;
        tally.Print(string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s, {tally.Of(Crowd.SignedUp) / seconds:0} sign-ups a second"));
        PrintGap(Tally.Read(Of("told")));
        return tally.Wrong.Count == 0 ? 0 : 1;

        bool IsOver() => until is not null && File.Exists(until);
    }

    /// <summary>So many people within so many seconds, and until when their mails had gone.</summary>
    private async Task<int> BurstAsync()
    {
        using var tally = new Tally(Of("told"));
        var clock = Stopwatch.StartNew();
        var times = await new Crowd(Site, tally, Webinars, given.GetValueOrDefault("run", "uno"), pause: 0)
            .ArriveAsync(Number("people", 5_000), TimeSpan.FromSeconds(Number("seconds", 600)));
        var came = clock.Elapsed;
        await using var database = await FaultData.OpenAsync(Database);
        while ((await database.QueryAsync(
            "SELECT 1 FROM \"OutgoingMails\" WHERE \"Status\" = 'Queued' AND \"Attempts\" = 0 LIMIT 1")).Count > 0)
        {
            await Task.Delay(500);
        }

        tally.Print(string.Create(
            CultureInfo.InvariantCulture,
            $"{times.Length} people in {came.TotalSeconds:0} s, form, sign-up and the page after it: median {times[times.Length / 2]:0} ms, "
            + $"99 of 100 within {times[times.Length * 99 / 100]:0} ms, slowest {times[^1]:0} ms; "
            + $"the last mail {(clock.Elapsed - came).TotalSeconds:0} s later"));
        return tally.Wrong.Count == 0 ? 0 : 1;
    }

    private static async Task MoveAsync(Office office, int turn)
    {
        await office.MoveSomebodyAsync(turn);
        if (turn % 10 == 9)
        {
            await office.MakeRoomAsync(turn);
        }
    }

    /// <summary>The longest time in which nobody could sign up, and how long after a moment the first could again.</summary>
    private void PrintGap(List<Deed> deeds)
    {
        var times = deeds.Where(deed => deed.What == Crowd.SignedUp).Select(deed => deed.At).Order().ToList();
        if (times.Count > 1)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"- the longest time without a sign-up: {times.Zip(times.Skip(1), (one, next) => next - one).Max().TotalSeconds:0.0} s"));
        }

        if (given.GetValueOrDefault("since") is { } file && File.Exists(file))
        {
            var since = DateTimeOffset.Parse(File.ReadAllText(file).Trim(), CultureInfo.InvariantCulture);
            var first = times.FirstOrDefault(time => time > since);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"- the first sign-up {(first - since).TotalSeconds:0.0} s after {given["since-what"]}"));
            if (first == default || first - since > TimeSpan.FromSeconds(Number("within", 10)))
            {
                throw new InvalidOperationException($"It took more than {Number("within", 10)} s after {given["since-what"]}.");
            }
        }
    }

    private async Task<int> CheckAsync()
    {
        using var tally = new Tally();
        await using var database = await FaultData.OpenAsync(Database);
        var comparison = new Comparison(database, Tally.Read(Of("told")), tally);
        await comparison.SettleAsync();
        await comparison.PeopleAsync();
        await comparison.MailsAsync(Of("mails").Split(','));
        await comparison.FilesAsync(Of("data").Split(','));
        if (Number("registered", 0) is var registered and > 0)
        {
            await comparison.NewsAsync();
            await comparison.ExportsAsync(registered);
        }

        tally.Print(tally.Wrong.Count == 0 ? "accepted = stored = mailed" : "NOT accepted = stored = mailed");
        return tally.Wrong.Count == 0 ? 0 : 1;
    }

    private async Task<int> NodesAsync()
    {
        using var tally = new Tally();
        await new Nodes(Of("nodes").Split(','), Of("mails"), Database, tally).RunAsync();
        tally.Print("each node beside the others");
        return tally.Wrong.Count == 0 ? 0 : 1;
    }

    private string Of(string name) => given.GetValueOrDefault(name) ?? throw new InvalidOperationException($"{name}=… is missing");

    private int Number(string name, int usual) =>
        given.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : usual;
}
