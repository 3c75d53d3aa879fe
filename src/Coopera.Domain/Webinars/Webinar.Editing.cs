namespace Coopera.Domain.Webinars;

public sealed partial class Webinar
{
    private readonly List<Material> _materials = [];

    public IReadOnlyList<Material> Materials => _materials;

    /// <summary>Whether it may be put away: who signed up for what is still to come must find it.</summary>
    public bool CanBeArchivedAt(DateTimeOffset now) => ArchivedAt is null && (Status != WebinarStatus.Published || now >= EndsAt);

    /// <summary>What people who signed up would have to be told if this was saved.</summary>
    public WebinarNews NewsOf(WebinarContent content, DateTimeOffset now)
    {
        if (Status != WebinarStatus.Published || (now >= EndsAt && now >= content.EndsAt))
        {
            return WebinarNews.None;
        }

        return KnownWebinar.Of(Content).NewsIn(KnownWebinar.Of(content));
    }

    /// <summary>All that the editor's form holds, at once. Calendars follow what is news.</summary>
    public WebinarNews Edit(WebinarContent content, IReadOnlyList<Talk> talks, DateTimeOffset now)
    {
        if (content.EndsAt <= content.StartsAt)
        {
            throw new ArgumentException("A webinar ends after it starts.", nameof(content));
        }

        var news = NewsOf(content, now);
        Content = content;
        if (!_talks.OrderBy(talk => talk.Position).SequenceEqual(talks, Talk.SameWords))
        {
            _talks.Clear();
            foreach (var talk in talks)
            {
                With(talk);
            }
        }

        CalendarSequence += news == WebinarNews.None ? 0 : 1;
        Version++;
        return news;
    }

    public void Archive(DateTimeOffset now)
    {
        ArchivedAt = now;
        (PublishAt, NotPublishedAt) = (null, null);
        Version++;
    }

    public void Unarchive()
    {
        ArchivedAt = null;
        Version++;
    }

    public void Add(Material material)
    {
        material.Position = _materials.Count + 1;
        _materials.Add(material);
    }

    public Material? Material(int id) => _materials.Find(material => material.Id == id);

    public void Remove(Material material)
    {
        _materials.Remove(material);
        Renumber();
    }

    public bool Move(Material material, bool up)
    {
        var place = material.Position + (up ? -1 : 1);
        if (_materials.Find(other => other.Position == place) is not { } neighbour)
        {
            return false;
        }

        (material.Position, neighbour.Position) = (neighbour.Position, material.Position);
        return true;
    }

    private void Renumber()
    {
        var place = 0;
        foreach (var material in _materials.OrderBy(material => material.Position).ToList())
        {
            material.Position = ++place;
        }
    }
}
