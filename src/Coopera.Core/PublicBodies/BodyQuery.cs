namespace Coopera.Core.PublicBodies;

public sealed class BodyQuery
{
    private static readonly HashSet<string> FillerWords = ["comune", "di", "del", "della", "dei", "la", "il", "citta"];

    private readonly string[] _words;

    public BodyQuery(string? text)
    {
        Text = Domain.Text.Fold(text);
        var words = Text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var telling = words.Where(word => !FillerWords.Contains(word)).ToArray();
        _words = telling.Length > 0 ? telling : words;
    }

    public string Text { get; }

    public bool IsEmpty => _words.Length == 0;

    /// <summary>0 the very name, 1 begins like it, 2 every word begins a word of it; null: no match.</summary>
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
        if (typed.Length < 4)
        {
            return null;
        }

        var nearest = searchText.Split('|').Min(name => Domain.EditDistance.Of(typed, new BodyQuery(name).Compact));
        return nearest <= (typed.Length < 8 ? 1 : 2) ? nearest : null;
    }

    private string Compact => string.Concat(_words);

    private int? RankName(string name)
    {
        if (name == Text || name == string.Join(' ', _words))
        {
            return 0;
        }

        if (name.StartsWith(string.Join(' ', _words), StringComparison.Ordinal)
            || name.Replace(" ", "", StringComparison.Ordinal).StartsWith(Compact, StringComparison.Ordinal))
        {
            return 1;
        }

        var names = name.Split(' ');
        return _words.All(word => names.Any(part => part.StartsWith(word, StringComparison.Ordinal))) ? 2 : null;
    }
}
