namespace Coopera.Domain.PublicBodies;

/// <summary>What the index of the public administration (IPA) can change of a body.</summary>
public sealed partial class PublicBody
{
    public bool IsClosed => ClosedOn is not null;

    /// <summary>As the list has it that the register came with.</summary>
    public PublicBody Suggesting(EmailAddress? pec)
    {
        SuggestedPec = pec;
        return this;
    }

    /// <summary>IPA has this PEC on that day; also when it is the one that was known. Returns the one that it takes the place of.</summary>
    public FormerPec? TakePec(EmailAddress pec, DateOnly day, DateTimeOffset now)
    {
        var former = SuggestedPec is { } old && old != pec ? new FormerPec(Code, old, PecFromIpaOn, day, now) : null;
        (SuggestedPec, PecFromIpaOn) = (pec, day);
        return former;
    }

    /// <summary>By the former name it is still found.</summary>
    public void Rename(string name)
    {
        if (!Aliases.Contains(Name))
        {
            Aliases = [.. Aliases, Name];
        }

        Name = name;
        BeFound();
    }

    public void Close(DateOnly day, string? successorCode) =>
        (ClosedOn, SuccessorCode) = (day, successorCode == Code ? null : successorCode);

    public void Reopen() => (ClosedOn, SuccessorCode) = (null, null);

    /// <summary>A body that has come out of others has their people, and stands where the largest of them stood.</summary>
    public void TakeOver(PublicBody former)
    {
        if (Latitude is null || former.Population > Population)
        {
            (Latitude, Longitude) = (former.Latitude ?? Latitude, former.Longitude ?? Longitude);
        }

        Population += former.Population;
    }
}
