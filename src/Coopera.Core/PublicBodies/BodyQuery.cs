using Coopera.Domain.PublicBodies;

namespace Coopera.Core.PublicBodies;

public sealed class BodyQuery
{
    private static readonly HashSet<string> FillerWords = ["comune", "di", "del", "della", "dei", "la", "il", "citta"];

    private const string Comune = "comune ";

    private readonly string[] _words;
    private readonly string[] _keyWords;

    // Asked of every name of the register.
    private readonly string _typed;
    private readonly string _typedKey;
    private readonly string _compact;

    public BodyQuery(string? text)
    {
        var code = BodyName.Code(text);
        Text = code ?? Domain.Text.Fold(text);
        Key = code ?? BodyName.Key(text);
        _words = Telling(Text);
        _keyWords = Telling(Key);
        Municipality = Key.StartsWith(Comune, StringComparison.Ordinal) ? Key[Comune.Length..] : null;
        (_typed, _typedKey, _compact) = (string.Join(' ', _words), string.Join(' ', _keyWords), string.Concat(_words));
    }

    public string Text { get; }

    /// <inheritdoc cref="BodyName.Key"/>
    public string Key { get; }

    /// <summary>What comes after "comune"; null when it does not begin so.</summary>
    public string? Municipality { get; }

    public bool IsEmpty => _words.Length == 0;

    /// <summary>What the register's search text must hold, each of them, where it is asked for in the database.</summary>
    public IReadOnlyList<string> KeyWords => _keyWords;

    /// <summary>
    /// 0 the very name, 1 begins like it, 3 every word begins a word of it; one more when that is so only once spellings are made alike.
    /// Null: no match.
    /// </summary>
    public int? Rank(string searchText)
    {
        int? best = null;
        foreach (var range in searchText.AsSpan().Split('|'))
        {
            var rank = RankName(searchText.AsSpan(range));
            best = rank is null || best < rank ? best : rank;
        }

        return best;
    }

    public int? Distance(string searchText)
    {
        if (_compact.Length < 4 || _compact.Any(char.IsAsciiDigit))
        {
            return null; // a code is right or wrong
        }

        var nearest = searchText.Split('|').Min(name => Domain.EditDistance.Of(_compact, string.Concat(Telling(name))));
        return nearest <= (_compact.Length < 8 ? 1 : 2) ? nearest : null;
    }

    private static string[] Telling(string folded)
    {
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(word => !FillerWords.Contains(word)).ToArray();
        return telling.Length > 0 ? telling : words;
    }

    private int? RankName(ReadOnlySpan<char> name)
    {
        if (name.SequenceEqual(Text) || name.SequenceEqual(_typed) || name.SequenceEqual(_typedKey))
        {
            return 0;
        }

        if (name.StartsWith(_typed) || BeginsWithoutSpaces(name, _compact))
        {
            return 1;
        }

        return name.StartsWith(_typedKey) ? 2
            : BeginWords(_words, name) ? 3
            : BeginWords(_keyWords, name) ? 4
            : null;
    }

    private static bool BeginsWithoutSpaces(ReadOnlySpan<char> name, string compact)
    {
        var met = 0;
        for (var i = 0; i < name.Length && met < compact.Length; i++)
        {
            if (name[i] == ' ')
            {
                continue;
            }

            if (name[i] != compact[met])
            {
                return false;
            }

            met++;
        }

        return met == compact.Length;
    }

    private static bool BeginWords(string[] words, ReadOnlySpan<char> name)
    {
        foreach (var word in words)
        {
            if (!BeginsOne(word, name))
            {
                return false;
            }
        }

        return true;
    }

    private static bool BeginsOne(string word, ReadOnlySpan<char> name)
    {
        foreach (var range in name.Split(' '))
        {
            if (name[range].StartsWith(word))
            {
                return true;
            }
        }

        return false;
    }
}
