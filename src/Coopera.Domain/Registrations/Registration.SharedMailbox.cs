using System.Security.Cryptography;
using System.Text;
using Coopera.Domain.Words;

namespace Coopera.Domain.Registrations;

/// <summary>Several people may have one mailbox, an office's or a couple's: each has a registration of their own.</summary>
public sealed partial class Registration
{
    /// <summary>So many may be signed up to a webinar with one address.</summary>
    public const int MostAtMailbox = 30;

    /// <summary>Never an address: those have an at sign.</summary>
    private const string OwnKey = "p:";

    /// <summary>
    /// What stands for a person beside another one who has the address. The first has the key of the address, so that the index decides as
    /// ever when two come at once.
    /// </summary>
    public static string SharedKeyOf(EmailAddress address, string firstName, string lastName)
    {
        var name = PersonName.KeyOf($"{Text.Cut(firstName, NameMaxLength)} {Text.Cut(lastName, NameMaxLength)}");
        return OwnKey + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{address.Key}\n{name}")));
    }

    public static string SharedKeyOf(Participant participant) =>
        SharedKeyOf(participant.Email, participant.FirstName, participant.LastName);

    /// <summary>The same name, the words in whatever order.</summary>
    public bool IsNamed(string firstName, string lastName) => PersonName.AreSame(FullName, $"{firstName} {lastName}");

    private string ActiveKeyOf(bool sharesMailbox) => sharesMailbox ? SharedKeyOf(Email, FirstName, LastName) : EmailKey;
}
