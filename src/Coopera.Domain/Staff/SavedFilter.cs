namespace Coopera.Domain.Staff;

public enum StaffList
{
    Registrations,

    Adhesions,
    Mails,
    Register,
}

/// <summary>What somebody of the staff looks for again and again in one list, under a name of their own.</summary>
/// <param name="query">As it stands in the address of the list, with its question mark.</param>
public sealed class SavedFilter(string userId, StaffList list, string name, string query)
{
    public const int NameMaxLength = 60;
    public const int QueryMaxLength = 1000;
    public const int ListMaxLength = 20;

    /// <summary>Of one account, for one list.</summary>
    public const int Most = 20;

    public int Id { get; private set; }

    public string UserId { get; private set; } = userId;

    public StaffList List { get; private set; } = list;

    public string Name { get; private set; } = name;

    public string Query { get; private set; } = query;

    public void LookFor(string query) => Query = query;
}
