namespace Coopera.Domain.Webinars;

public sealed class Talk
{
    public const int MaxSpeakers = 8;

    public static readonly IEqualityComparer<Talk> SameWords = EqualityComparer<Talk>.Create(
        (one, other) => one!.Title == other!.Title && one.Subtitle == other.Subtitle && one.Names().SequenceEqual(other.Names()),
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

    public IReadOnlyList<Speaker> Speakers => _speakers;

    private IEnumerable<(string Name, string Role)> Names() =>
        _speakers.OrderBy(speaker => speaker.Position).Select(speaker => (speaker.Name, speaker.Role));
}

public sealed class Speaker
{
    public const int NameMaxLength = 160;
    public const int RoleMaxLength = 200;

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
}
