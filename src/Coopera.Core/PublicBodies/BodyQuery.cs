using Coopera.Domain.PublicBodies;

namespace Coopera.Core.PublicBodies;

public sealed class BodyQuery
{
    private static readonly HashSet<string> FillerWords = ["comune", "di", "del", "della", "dei", "la", "il", "citta"];

    private readonly string[] _words;
    private readonly string[] _keyWords;

    public BodyQuery(string? text)
    {
        var code = BodyName.Code(text);
        Text = code ?? Domain.Text.Fold(text);
        Key = code ?? BodyName.Key(text);
        _words = Telling(Text);
        _keyWords = Telling(Key);
    }

    public string Text { get; }

    /// <inheritdoc cref="BodyName.Key"/>
    public string Key { get; }

    public bool IsEmpty => _words.Length == 0;

    /// <summary>What the register's search text must hold, each of them, where it is asked for in the database.</summary>
    public IReadOnlyList<string> KeyWords => _keyWords;

    private string Compact => string.Concat(_words);

    /// <summary>
    /// 0 the very name, 1 begins like it, 3 every word begins a word of it; one more when that is so only once spellings are made alike.
    /// Null: no match.
    /// </summary>
    public int? Rank(string searchText)
    {
        int? best = null;
        foreach (var name in searchText.Split('|'))
        {
            var rank = RankName(name);
            best = rank is null || best < rank ? best : rank;
        }

        return best;
    }

    public int? Distance(string searchText)
    {
        var typed = string.Concat(_words);
        if (typed.Length < 4 || typed.Any(char.IsAsciiDigit))
        {
            return null; // a code is right or wrong
        }

        var nearest = searchText.Split('|').Min(name => Domain.EditDistance.Of(typed, string.Concat(Telling(name))));
        return nearest <= (typed.Length < 8 ? 1 : 2) ? nearest : null;
    }

    private static string[] Telling(string folded)
    {
        var words = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(word => !FillerWords.Contains(word)).ToArray();
        return telling.Length > 0 ? telling : words;
    }

    private int? RankName(string name)
    {
        var (typed, key) = (string.Join(' ', _words), string.Join(' ', _keyWords));
        if (name == Text || name == typed || name == key)
        {
            return 0;
        }

        if (name.StartsWith(typed, StringComparison.Ordinal)
            || name.Replace(" ", "", StringComparison.Ordinal).StartsWith(Compact, StringComparison.Ordinal))
        {
            return 1;
        }

        if (name.StartsWith(key, StringComparison.Ordinal))
        {
            return 2;
        }

        var parts = name.Split(' ');
        return BeginWords(_words, parts) ? 3 : BeginWords(_keyWords, parts) ? 4 : null;
    }

    private static bool BeginWords(string[] words, string[] parts) =>
        words.All(word => parts.Any(part => part.StartsWith(word, StringComparison.Ordinal)));
}
