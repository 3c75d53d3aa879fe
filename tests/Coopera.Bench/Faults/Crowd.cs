using System.Diagnostics;
using System.Globalization;

namespace Coopera.Bench.Faults;

/// <summary>Many people who sign up, each until the site has said that it is done.</summary>
/// <param name="pause">Milliseconds until the next one comes.</param>
/// <param name="clockJumps">The page after a sign-up names its address for some minutes, which may be over at once.</param>
internal sealed class Crowd(string site, Tally tally, int webinars, string run, int pause, bool clockJumps = false)
{
    public const string SignedUp = "signed up";

    /// <summary>So many share a network, as colleagues do: fewer than a network may sign up in an hour.</summary>
    private const int OneOffice = 20;

    /// <param name="isOver">Asked before each person, with how many there were.</param>
    public async Task RunAsync(int atOnce, Func<int, bool> isOver)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var number && !isOver(number))
            {
                await SignUpAsync(number);
                await Task.Delay(pause);
            }
        })));
    }

    /// <summary>
    /// As after a mail to all: each comes at a moment of their own, ever fewer, half of them in the first third of the time.
    /// </summary>
    /// <returns>Milliseconds that each took from asking for the form to the page that says it is done, the quickest first.</returns>
    public async Task<double[]> ArriveAsync(int people, TimeSpan within)
    {
        var start = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, people).Select(async number =>
        {
            var due = within * Math.Pow((double)number / people, 1.5) - Stopwatch.GetElapsedTime(start);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            var begin = Stopwatch.GetTimestamp();
            await SignUpAsync(number);
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }));
        Array.Sort(times);
        return times;
    }

    private async Task SignUpAsync(int number)
    {
        var webinar = FaultData.FirstId + (number % webinars);
        var form = $"/webinar/{FaultData.SlugOf(webinar)}/iscrizione";
        var email = string.Create(CultureInfo.InvariantCulture, $"persona.{run}.{number}@comune.example");
        using var browser = new Browser(site, tally, (number / (OneOffice * webinars) * webinars) + (number % webinars));
        var answer = await browser.SubmitAsync(
            await browser.GetAsync(form),
            new()
            {
                ["FirstName"] = "Maria",
                ["LastName"] = "Rossi",
                ["Email"] = email,
                ["ParticipantKind"] = "Staff",
                ["PublicBodyCode"] = "083016",
                ["OtherBody"] = "Comune di Castroreale (ME)",
                ["Role"] = "Assistente sociale",
                ["PrivacyNoticeRead"] = "true",
            },
            mustKeep: "Email");
        if (answer.Status != 303)
        {
            tally.IsWrong($"A sign-up was answered {answer.Status}: {answer.Heading}");
            return;
        }

        tally.Done(SignedUp, email, webinar.ToString(CultureInfo.InvariantCulture));
        var sent = await browser.GetAsync(answer.Location!);
        if (clockJumps && sent is { Status: 200, Heading: "Controlla la posta" })
        {
            tally.Count("pages after a sign-up that had run out");
        }
        else if (sent.Status != 200 || !sent.Html.Contains(email, StringComparison.Ordinal))
        {
            tally.IsWrong($"After a sign-up the page does not name its address ({sent.Status}, {sent.Heading})");
        }
    }
}
