using Coopera.Core.Data;
using Coopera.Domain.Presence;
using Coopera.Domain.Registrations;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Core.Presence.Evidence;

public enum GivenWord
{
    Noted,

    /// <summary>It was given before: the second of two clicks.</summary>
    NotedBefore,

    Wrong,

    Late,

    TooManyTries,

    NotIn,
}

/// <param name="At">When it was noted, or until when the word was good.</param>
public sealed record WordAnswer(GivenWord Outcome, DateTimeOffset? At = null);

/// <summary>Somebody types a word that was said in the session.</summary>
public sealed class GiveCodeWord(CooperaDb database, TimeProvider clock)
{
    public Task<WordAnswer> RunAsync(Registration registration, string? typed, CancellationToken cancellationToken = default) =>
        database.WriteAsync(db => GiveAsync(db, registration, CodeWord.KeyOf(typed)), cancellationToken);

    private async Task<WordAnswer> GiveAsync(CooperaDb db, Registration link, string key)
    {
        var now = clock.GetUtcNow();
        if (await db.LockOwnAsync(link) is not { Status: RegistrationStatus.Confirmed })
        {
            return new WordAnswer(GivenWord.NotIn);
        }

        var wrong = await db.WrongWords.SingleOrDefaultAsync(w => w.RegistrationId == link.Id);
        if (wrong?.AreTooMany(now) == true)
        {
            return new WordAnswer(GivenWord.TooManyTries, wrong.Since + WrongWords.Within);
        }

        var word = (await db.CodeWords.AsNoTracking().Where(w => w.WebinarId == link.WebinarId && w.Key == key).ToListAsync())
            .MaxBy(w => w.SaidAt);
        if (word is null)
        {
            wrong ??= db.WrongWords.Add(new WrongWords(link.Id, now)).Entity;
            wrong.Add(now);
            await db.SaveChangesAsync();
            return new WordAnswer(GivenWord.Wrong);
        }

        var own = await db.PresenceIntervals.Where(p => p.RegistrationId == link.Id).ToListAsync();
        if (own.Find(p => p.CodeWordId == word.Id) is { } given)
        {
            return new WordAnswer(GivenWord.NotedBefore, given.Until);
        }

        if (!word.IsGoodAt(now))
        {
            return new WordAnswer(GivenWord.Late, word.Until);
        }

        db.PresenceIntervals.Add(
            new PresenceInterval(link.Id, PresenceSource.CodeWord, CodeWord.JoinsFrom(own, now), now) { CodeWordId = word.Id });
        await db.SaveChangesAsync();
        return new WordAnswer(GivenWord.Noted, now);
    }
}
