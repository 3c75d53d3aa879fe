namespace Coopera.Domain.Press;

/// <summary>A press release ("comunicato stampa").</summary>
public sealed class PressRelease
{
    private PressRelease()
    {
    }

    public PressRelease(string slug, string title, DateOnly issuedOn, string summary, string body)
    {
        Slug = slug;
        Title = title;
        IssuedOn = issuedOn;
        Summary = summary;
        Body = body;
    }

    public int Id { get; private set; }

    public string Slug { get; private set; } = "";

    public string Title { get; private set; } = "";

    public DateOnly IssuedOn { get; private set; }

    public string Summary { get; private set; } = "";

    /// <summary>Markdown.</summary>
    public string Body { get; private set; } = "";
}
