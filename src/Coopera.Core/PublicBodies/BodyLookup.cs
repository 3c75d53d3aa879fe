using Coopera.Core.Data;

namespace Coopera.Core.PublicBodies;

public static class BodyLookup
{
    /// <summary>
    /// The codes of the bodies that a text may name, for the lists that are searched in the database: by the same spellings as in the
    /// search of the register. None for no text.
    /// </summary>
    public static IQueryable<string> CodesCalled(this CooperaDb db, string? text)
    {
        var query = new BodyQuery(text);
        var bodies = query.IsEmpty ? db.PublicBodies.Where(_ => false) : db.PublicBodies;
        foreach (var word in query.KeyWords.Take(MostWords))
        {
            bodies = bodies.Where(body => body.SearchText.Contains(word));
        }

        return bodies.Select(body => body.Code);
    }

    private const int MostWords = 8;
}
