namespace Coopera.Domain.Staff;

/// <summary>Somebody of the staff is signed in on a device. A cookie whose row is gone or too old opens nothing.</summary>
/// <param name="id">A hash of what the cookie carries: who reads the table cannot make a cookie of it.</param>
/// <param name="stamp">Stands for the state of the account that the session is good for.</param>
public sealed class StaffSession(string id, string userId, string stamp, DateTimeOffset startedAt, string address, string device)
{
    public const int IdLength = 64;
    public const int StampLength = 32;
    public const int AddressMaxLength = 45;
    public const int DeviceMaxLength = 80;

    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(12);

    public string Id { get; private set; } = id;

    public string UserId { get; private set; } = userId;

    public string Stamp { get; private set; } = stamp;

    public DateTimeOffset StartedAt { get; private set; } = startedAt;

    /// <summary>The network address that was signed in from; empty when it is not known.</summary>
    public string Address { get; private set; } = Text.Cut(address, AddressMaxLength);

    public string Device { get; private set; } = Text.Cut(device, DeviceMaxLength);
}
