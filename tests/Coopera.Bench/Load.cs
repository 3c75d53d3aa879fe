using System.Diagnostics;

namespace Coopera.Bench;

/// <summary>What one measurement gave. Times in milliseconds.</summary>
internal sealed record Measured(int Count, double PerSecond, double P50, double P99, double Slowest);

/// <summary>So many people at once, each doing one thing after the other.</summary>
internal static class Load
{
    /// <param name="prepare">Makes what one connection repeats; it gets the connection's own client.</param>
    public static async Task<Measured> RunAsync(
        string address, int connections, TimeSpan time, Func<HttpClient, int, Task<Func<int, Task>>> prepare)
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
                BaseAddress = new Uri(address),
            };
            people.Add((client, await prepare(client, i)));
        }

        await RunAsync(people, TimeSpan.FromSeconds(1), first: 0); // warms both sides up
        var warm = 1_000_000;
        var (times, elapsed) = await RunAsync(people, time, warm);
        people.ForEach(person => person.Client.Dispose());
        times.Sort();
        return new Measured(
            times.Count, times.Count / elapsed.TotalSeconds, times[times.Count / 2], times[(int)(times.Count * 0.99)], times[^1]);
    }

    private static async Task<(List<double> Times, TimeSpan Elapsed)> RunAsync(
        List<(HttpClient Client, Func<int, Task> Act)> people, TimeSpan time, int first)
    {
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(people.Select(person => Task.Run(async () =>
        {
            var times = new List<double>();
            for (var n = first; clock.Elapsed < time; n++)
            {
                var begin = Stopwatch.GetTimestamp();
                await person.Act(n);
                times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            }

            return times;
        })));
        return ([.. all.SelectMany(times => times)], clock.Elapsed);
    }
}
