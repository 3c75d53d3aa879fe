using Coopera.Domain;
using Coopera.Domain.Presence;

namespace Coopera.Core.Tests.Presence.Reports;

/// <param name="Stays">On clocks in Rome, to the second.</param>
/// <param name="Waited">Minutes in the waiting room before the first of them.</param>
internal sealed record Guest(string First, string Last, string? Email, IReadOnlyList<(DateTime From, DateTime Until)> Stays, int Waited,
    bool IsHost)
{
    public string Name => $"{First} {Last}";

    public bool Came => Stays.Count > 0;
}

/// <summary>What happened in a meeting, made up from a number; reports are written of it.</summary>
internal sealed record MeetingStory(string Title, DateTime Starts, DateTime Ends, DateTime Opened, DateTime Closed,
    IReadOnlyList<Guest> Guests)
{
    private static readonly string[] Firsts = ["Maria", "Giuseppe", "Agata", "Salvatore", "Niccolò", "Concetta", "Alfio", "Rosalia",
        "José", "Zoë"];
    private static readonly string[] Lasts = ["Russo", "D’Angelo", "Lo Presti", "Zappalà", "De Luca", "Mulè", "La Rosa", "Müller",
        "Sciacca", "Currò"];

    public TimeWindow Planned => new(RomeTime.FromRome(Starts), RomeTime.FromRome(Ends));

    public static MeetingStory Of(int seed, DateTime starts)
    {
        var random = new Random(seed);
        var (opened, ends) = (starts.AddMinutes(-random.Next(0, 20)), starts.AddMinutes(random.Next(45, 150)));
        var closed = ends.AddMinutes(random.Next(0, 15));
        var guests = Enumerable.Range(0, 6 + random.Next(8)).Select(i =>
        {
            var name = (First: Firsts[random.Next(Firsts.Length)], Last: $"{Lasts[random.Next(Lasts.Length)]} {(char)('A' + i)}az");
            return new Guest(
                name.First, name.Last, i == 0 || random.Next(3) > 0 ? $"persona{i}@comune.example" : null,
                i > 0 && random.Next(6) == 0 ? [] : [.. Stays(random, opened, closed)], i > 0 ? random.Next(3) : 0, i == 0);
        });
        return new MeetingStory("Tavolo tecnico sull’accoglienza", starts, ends, opened, closed, [.. guests]);
    }

    private static IEnumerable<(DateTime From, DateTime Until)> Stays(Random random, DateTime opened, DateTime closed)
    {
        var at = opened.AddSeconds(random.Next(0, 1800));
        for (var i = random.Next(1, 4); i > 0 && at < closed.AddMinutes(-6); i--)
        {
            var until = at.AddSeconds(random.Next(240, 5400));
            yield return (at, until < closed ? until : closed);
            at = until.AddSeconds(random.Next(200, 900));
        }
    }

    /// <summary>Seconds of the planned time in which one of the stays goes on, counted one by one.</summary>
    public int SecondsOf(IEnumerable<(DateTime From, DateTime Until)> stays)
    {
        var present = new bool[(int)(Ends - Starts).TotalSeconds];
        foreach (var (from, until) in stays)
        {
            for (var second = Math.Max(0, (int)(from - Starts).TotalSeconds); second < Math.Min(present.Length,
                (int)(until - Starts).TotalSeconds); second++)
            {
                present[second] = true;
            }
        }

        return present.Count(one => one);
    }
}
