using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class PecConfiguration : IEntityTypeConfiguration<PecReceipt>, IEntityTypeConfiguration<PecArrival>
{
    private const int StoreKeyLength = 60;

    public void Configure(EntityTypeBuilder<PecReceipt> receipt)
    {
        receipt.Property(r => r.Id).ValueGeneratedNever();
        receipt.Property(r => r.Kind).HasConversion<string>().HasMaxLength(20);
        receipt.Property(r => r.Identifier).HasMaxLength(PecReceipt.IdentifierMaxLength);
        receipt.Property(r => r.Error).HasConversion<string>().HasMaxLength(20);
        receipt.Property(r => r.ErrorDetail).HasMaxLength(PecReceipt.ErrorDetailMaxLength);
        receipt.Property(r => r.Provider).HasMaxLength(PecReceipt.ProviderMaxLength);
        receipt.Property(r => r.StoreKey).HasMaxLength(StoreKeyLength);
        receipt.Property(r => r.Sha256).HasMaxLength(64);
        receipt.HasOne<OutgoingMail>().WithMany().HasForeignKey(r => r.MailId).OnDelete(DeleteBehavior.Cascade);
        receipt.HasIndex(r => new { r.MailId, r.Kind, r.Identifier }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<PecArrival> arrival)
    {
        arrival.Property(a => a.Id).ValueGeneratedNever();
        arrival.Property(a => a.Sender).HasMaxLength(EmailAddress.MaxLength);
        arrival.Property(a => a.Subject).HasMaxLength(PecArrival.SubjectMaxLength);
        arrival.Property(a => a.State).HasConversion<string>().HasMaxLength(20);
        arrival.Property(a => a.Doubt).HasConversion<string>().HasMaxLength(30);
        arrival.Property(a => a.Candidates).HasMaxLength(PecArrival.CandidatesMaxLength);
        arrival.Property(a => a.DecidedBy).HasMaxLength(EmailAddress.MaxLength);
        arrival.Ignore(a => a.CandidateIds);
        arrival.ComplexProperty(a => a.File, file =>
        {
            file.Property(f => f.Key).HasMaxLength(StoreKeyLength);
            file.Property(f => f.Name).HasMaxLength(SignedCopy.FileNameMaxLength);
            file.Property(f => f.ContentType).HasMaxLength(60);
            file.Property(f => f.Sha256).HasMaxLength(64);
            file.Property(f => f.Scan).HasConversion<string>().HasMaxLength(20);
        });
        arrival.ComplexProperty(a => a.Protocol, Protocol);
        arrival.HasIndex(a => new { a.State, a.ReceivedAt });
        arrival.HasIndex(a => a.AdhesionId).HasFilter("\"AdhesionId\" IS NOT NULL");
    }

    public static void Protocol(ComplexPropertyBuilder<BodyProtocol> protocol)
    {
        protocol.Property(p => p.Number).HasMaxLength(BodyProtocol.NumberMaxLength);
        protocol.Property(p => p.Office).HasMaxLength(BodyProtocol.OfficeMaxLength);
        protocol.Ignore(p => p.IsKnown);
    }
}
