namespace Coopera.Domain.Registrations;

/// <summary>
/// Many sign-ups to one webinar from one place, faster than people of an office come one after the other. It accuses nobody: a course that
/// signs up together looks the same, so that somebody looks at it.
/// </summary>
/// <param name="First">Number of the first attempt.</param>
/// <param name="Last">Number of the last one.</param>
public sealed record SignUpBurst(long First, long Last, int Count, DateTimeOffset From, DateTimeOffset To)
{
    public const int Least = 30;

    public static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    /// <summary>Stretches in which every moment is one of <see cref="Least"/> within <see cref="Within"/>.</summary>
    /// <param name="moments">Of one place, in their order.</param>
    public static IReadOnlyList<SignUpBurst> In(IReadOnlyList<(long Number, DateTimeOffset At)> moments)
    {
        var stretches = new List<(int Start, int End)>();
        for (var (start, end) = (0, Least - 1); end < moments.Count; start++, end++)
        {
            if (moments[end].At - moments[start].At > Within)
            {
                continue;
            }

            if (stretches.Count > 0 && start <= stretches[^1].End)
            {
                stretches[^1] = (stretches[^1].Start, end);
            }
            else
            {
                stretches.Add((start, end));
            }
        }

        return [.. stretches.Select(s => new SignUpBurst(
            moments[s.Start].Number, moments[s.End].Number, s.End - s.Start + 1, moments[s.Start].At, moments[s.End].At))];
    }
}
