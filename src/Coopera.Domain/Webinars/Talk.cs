namespace Coopera.Domain.Webinars;

public sealed class Talk
{
    public const int MaxSpeakers = 8;

    public static readonly IEqualityComparer<Talk> SameWords = EqualityComparer<Talk>.Create(
        (one, other) => one!.Title == other!.Title && one.Subtitle == other.Subtitle && one.Begins == other.Begins
            && one.Ends == other.Ends && one.Names().SequenceEqual(other.Names()),
        talk => talk.Title.GetHashCode(StringComparison.Ordinal));

    private readonly List<Speaker> _speakers = [];

    private Talk()
    {
    }

    public Talk(string title, string subtitle, params IEnumerable<Speaker> speakers)
    {
        Title = title;
        Subtitle = subtitle;
        foreach (var speaker in speakers)
        {
            speaker.Position = _speakers.Count + 1;
            _speakers.Add(speaker);
        }
    }

    public int Id { get; private set; }

    public int Position { get; internal set; }

    public string Title { get; private set; } = "";

    public string Subtitle { get; private set; } = "";

    /// <summary>
    /// On the clocks of Rome, so that it stays the hour when the webinar moves to another day; null where it is not told.
    /// </summary>
    public TimeOnly? Begins { get; init; }

    /// <summary>Never without <see cref="Begins"/>.</summary>
    public TimeOnly? Ends { get; init; }

    public IReadOnlyList<Speaker> Speakers => _speakers;

    /// <summary>Another of the same words, for another webinar.</summary>
    public Talk Copy() => new(Title, Subtitle, _speakers.OrderBy(speaker => speaker.Position).Select(speaker => speaker.Copy()))
    {
        Begins = Begins,
        Ends = Ends,
    };

    private IEnumerable<(string Name, string Role, string About, string? Link)> Names() =>
        _speakers.OrderBy(speaker => speaker.Position).Select(speaker => (speaker.Name, speaker.Role, speaker.About, speaker.Link));
}

public sealed class Speaker
{
    public const int NameMaxLength = 160;
    public const int RoleMaxLength = 200;
    public const int AboutMaxLength = 300;
    public const int LinkMaxLength = 500;

    private Speaker()
    {
    }

    public Speaker(string name, string role)
    {
        Name = name;
        Role = role;
    }

    public int Id { get; private set; }

    public int Position { get; internal set; }

    public string Name { get; private set; } = "";

    public string Role { get; private set; } = "";

    /// <summary>Who they are, in a line.</summary>
    public string About { get; init; } = "";

    /// <summary>To a page about them; null where there is none.</summary>
    public string? Link { get; init; }

    internal Speaker Copy() => new(Name, Role) { About = About, Link = Link };
}
