namespace Coopera.Domain.Press;

public enum PressReleaseStatus
{
    Draft,
    Published,

    Withdrawn,
}

public sealed record PressContent(string Slug, string Title, DateOnly IssuedOn, string Summary, string Body);

public sealed class PressRelease
{
    public const int TitleMaxLength = 200;
    public const int SummaryMaxLength = 1000;
    public const int BodyMaxLength = 20000;

    private PressRelease()
    {
    }

    public PressRelease(string slug, string title, DateOnly issuedOn, string summary, string body)
        : this(new PressContent(slug, title, issuedOn, summary, body))
    {
    }

    public PressRelease(PressContent content) => Content = content;

    public int Id { get; private set; }

    public PressContent Content { get; private set; } = new("", "", default, "", "");

    public string Slug { get => Content.Slug; private init => Content = Content with { Slug = value }; }

    public string Title { get => Content.Title; private init => Content = Content with { Title = value }; }

    public DateOnly IssuedOn { get => Content.IssuedOn; private init => Content = Content with { IssuedOn = value }; }

    public string Summary { get => Content.Summary; private init => Content = Content with { Summary = value }; }

    public string Body { get => Content.Body; private init => Content = Content with { Body = value }; }

    public PressReleaseStatus Status { get; private set; } = PressReleaseStatus.Draft;

    public DateTimeOffset? ChangedAt { get; private set; }

    public int Version { get; private set; } = 1;

    public void Edit(PressContent content, DateTimeOffset now)
    {
        Content = content;
        ChangedAt = Status == PressReleaseStatus.Published ? now : ChangedAt;
        Version++;
    }

    public void Publish()
    {
        Status = PressReleaseStatus.Published;
        Version++;
    }

    public void Withdraw()
    {
        Status = PressReleaseStatus.Withdrawn;
        Version++;
    }
}
