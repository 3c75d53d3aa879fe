namespace Coopera.Domain.Webinars;

/// <summary>Slides, a recording, a page elsewhere: what a webinar leaves to read or to watch.</summary>
public sealed class Material
{
    public const int TitleMaxLength = 200;
    public const int UrlMaxLength = 500;
    public const int FileNameMaxLength = 150;
    public const long FileMaxLength = 50 * 1024 * 1024;
    public const int MaxPerWebinar = 40;

    private Material()
    {
    }

    private Material(string title, bool forRegisteredOnly, DateTimeOffset now)
    {
        Title = title;
        ForRegisteredOnly = forRegisteredOnly;
        AddedAt = now;
    }

    public int Id { get; private set; }

    /// <summary>Place in the list, from 1.</summary>
    public int Position { get; internal set; }

    public string Title { get; private set; } = "";

    /// <summary>Null for a file.</summary>
    public string? Url { get; private init; }

    /// <summary>Of the upload; null for a link.</summary>
    public string? StoreKey { get; private init; }

    public string? FileName { get; private init; }

    public string? ContentType { get; private init; }

    /// <summary>In bytes.</summary>
    public long Length { get; private init; }

    /// <summary>Shown on the personal pages of who has a place, not on the public one.</summary>
    public bool ForRegisteredOnly { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }

    public bool IsFile => StoreKey is not null;

    public static Material Link(string title, string url, bool forRegisteredOnly, DateTimeOffset now) =>
        new(title, forRegisteredOnly, now) { Url = url };

    public static Material File(string title, StoredFile file, bool forRegisteredOnly, DateTimeOffset now) =>
        new(title, forRegisteredOnly, now)
        {
            StoreKey = file.Key,
            FileName = file.Name,
            ContentType = file.ContentType,
            Length = file.Length,
        };

    public void Change(string title, bool forRegisteredOnly) => (Title, ForRegisteredOnly) = (title, forRegisteredOnly);
}
