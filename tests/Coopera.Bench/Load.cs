using System.Diagnostics;

namespace Coopera.Bench;

/// <summary>What one measurement gave. Times in milliseconds; the processor time is the site's alone.</summary>
internal sealed record Measured(int Count, double PerSecond, double Cpu, double P50, double P99, double Slowest);

/// <summary>So many people at once, each doing one thing after the other.</summary>
internal sealed class Load : IDisposable
{
    private const int MostRounds = 15;
    private const int SteadyRounds = 3;
    private const double Steady = 0.05;

    private readonly PublishedSite _site;
    private readonly List<(HttpClient Client, Func<int, Task> Act)> _people;
    private int _done;

    private Load(PublishedSite site, List<(HttpClient Client, Func<int, Task> Act)> people) => (_site, _people) = (site, people);

    /// <param name="prepare">Makes what one connection repeats; it gets the connection's own client.</param>
    public static async Task<Load> OfAsync(PublishedSite site, int connections, Func<HttpClient, int, Task<Func<int, Task>>> prepare)
    {
        var people = new List<(HttpClient Client, Func<int, Task> Act)>();
        for (var i = 0; i < connections; i++)
        {
            var client = new HttpClient(new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                MaxConnectionsPerServer = 1,
                UseCookies = false, // they are many people, and with one's cookie the next would correct what that one sent
            })
            {
                BaseAddress = new Uri(site.Address),
            };
            people.Add((client, await prepare(client, i)));
        }

        return new Load(site, people);
    }

    /// <summary>Until rates stand still: rounds of a second, until three of them are within five per cent.</summary>
    public async Task WarmUpAsync()
    {
        var rates = new Queue<double>();
        for (var round = 0; round < MostRounds; round++)
        {
            rates.Enqueue((await RunAsync(TimeSpan.FromSeconds(1))).PerSecond);
            if (rates.Count > SteadyRounds)
            {
                rates.Dequeue();
            }

            if (rates.Count == SteadyRounds && rates.Max() - rates.Min() <= Steady * rates.Max())
            {
                return;
            }
        }
    }

    public Task<Measured> RunAsync(TimeSpan time) => RunAsync((clock, _) => clock.Elapsed < time);

    /// <summary>So many requests, whatever time they take.</summary>
    public Task<Measured> RunAsync(int count) => RunAsync((_, n) => n <= count);

    public void Dispose() => _people.ForEach(person => person.Client.Dispose());

    private async Task<Measured> RunAsync(Func<Stopwatch, int, bool> goesOn)
    {
        var begun = 0;
        var cpu = _site.Cpu;
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(_people.Select(person => Task.Run(async () =>
        {
            var times = new List<double>();
            while (goesOn(clock, Interlocked.Increment(ref begun)))
            {
                var begin = Stopwatch.GetTimestamp();
                await person.Act(Interlocked.Increment(ref _done));
                times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            return times;
        })));
        var elapsed = clock.Elapsed;
        return Measured(all.SelectMany(times => times), elapsed, _site.Cpu - cpu);
    }

    internal static Measured Measured(IEnumerable<double> milliseconds, TimeSpan elapsed, TimeSpan cpu)
    {
        var times = milliseconds.Order().ToList();
        return new Measured(
            times.Count, times.Count / elapsed.TotalSeconds, cpu.TotalMilliseconds / times.Count, times[times.Count / 2],
            times[(int)(times.Count * 0.99)], times[^1]);
    }
}
