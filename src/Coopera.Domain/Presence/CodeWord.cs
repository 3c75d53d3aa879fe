namespace Coopera.Domain.Presence;

/// <summary>A word that is said in the session: who types it in time was there at that moment.</summary>
public sealed class CodeWord
{
    public const int MinLength = 4;
    public const int MaxLength = 40;

    /// <summary>Of one webinar.</summary>
    public const int Most = 50;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    private CodeWord()
    {
    }

    public CodeWord(int webinarId, string word, string saidBy, DateTimeOffset now)
    {
        (WebinarId, Word, Key, SaidBy, SaidAt) = (webinarId, word, KeyOf(word), saidBy, now);
    }

    public int Id { get; private set; }

    public int WebinarId { get; private set; }

    public string Word { get; private set; } = "";

    /// <summary>As it is looked for: how it is written does not matter.</summary>
    public string Key { get; private set; } = "";

    public string SaidBy { get; private set; } = "";

    public DateTimeOffset SaidAt { get; private set; }

    public DateTimeOffset Until => SaidAt + Life;

    public bool IsGoodAt(DateTimeOffset now) => now >= SaidAt && now < Until;

    /// <summary>Letters and digits alone: "Mandorla 47" and "mandorla47" are the same.</summary>
    public static string KeyOf(string? word) => Text.Cut(Text.Fold(word).Replace(" ", "", StringComparison.Ordinal), MaxLength);

    /// <summary>
    /// From when on somebody was there who gives a word now. It joins with an entry that nobody said an end of, and with the words given
    /// since; alone it is a moment, and invents no minute.
    /// </summary>
    /// <param name="own">All that is known of the registration.</param>
    public static DateTimeOffset JoinsFrom(IReadOnlyCollection<PresenceInterval> own, DateTimeOffset now)
    {
        var entry = own.Where(p => p is { Counts: true, IsOpen: true, Source: PresenceSource.EntryPage or PresenceSource.Room })
            .Where(p => p.EnteredAt <= now).MaxBy(p => p.EnteredAt);
        return entry is null ? now : own
            .Where(p => p == entry || (p.Counts && p.Source == PresenceSource.CodeWord && p.EnteredAt >= entry.EnteredAt))
            .Where(p => p.Until <= now).Select(p => p.Until).DefaultIfEmpty(now).Max();
    }
}

/// <summary>What was typed and is no word, so that nobody guesses one: so many in a while, by registration.</summary>
public sealed class WrongWords
{
    public const int Most = 5;

    public static readonly TimeSpan Within = CodeWord.Life;

    private WrongWords()
    {
    }

    public WrongWords(Guid registrationId, DateTimeOffset now) => (RegistrationId, Since) = (registrationId, now);

    public Guid RegistrationId { get; private set; }

    public int Count { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public bool AreTooMany(DateTimeOffset now) => Count >= Most && now - Since < Within;

    public void Add(DateTimeOffset now)
    {
        if (now - Since >= Within)
        {
            (Count, Since) = (0, now);
        }

        Count++;
    }
}
