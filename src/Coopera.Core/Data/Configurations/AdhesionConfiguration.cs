using Coopera.Domain;
using Coopera.Domain.Coordination;
using Coopera.Domain.PublicBodies;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Coopera.Core.Data.Configurations;

internal sealed class AdhesionConfiguration :
    IEntityTypeConfiguration<Adhesion>, IEntityTypeConfiguration<AdhesionEvent>, IEntityTypeConfiguration<SignedCopy>,
        IEntityTypeConfiguration<ReceiptCounter>
{
    public void Configure(EntityTypeBuilder<Adhesion> adhesion)
    {
        adhesion.Property(a => a.Id).ValueGeneratedNever();
        adhesion.Property(a => a.PublicBodyCode).HasMaxLength(PublicBody.CodeMaxLength);
        adhesion.Property(a => a.ActiveKey).HasMaxLength(PublicBody.CodeMaxLength);
        adhesion.Property(a => a.Status).HasConversion<string>().HasMaxLength(20);
        adhesion.Property(a => a.WithdrawnFrom).HasConversion<string>().HasMaxLength(20);
        adhesion.Property(a => a.DocumentCode).HasMaxLength(Adhesion.DocumentCodeLength);
        adhesion.Property(a => a.Email).HasMaxLength(EmailAddress.MaxLength);
        adhesion.Property(a => a.Pec).HasMaxLength(EmailAddress.MaxLength);
        adhesion.Property(a => a.PrivacyNoticeVersion).HasMaxLength(20);
        adhesion.Property(a => a.ReceiptNumber).HasMaxLength(ReceiptNumber.MaxLength);
        adhesion.Property(a => a.ProtocolNumber).HasMaxLength(Adhesion.ProtocolNumberMaxLength);
        adhesion.ComplexProperty(a => a.BodyProtocol, PecConfiguration.Protocol);
        adhesion.Property(a => a.SearchText).HasMaxLength(2000);
        adhesion.Ignore(a => a.CanBeEdited);
        adhesion.Ignore(a => a.IsOver);
        adhesion.Ignore(a => a.IsProven);
        adhesion.Ignore(a => a.NextPart);
        adhesion.Ignore(a => a.MissingParts);
        adhesion.Ignore(a => a.IsStuck);
        adhesion.Ignore(a => a.WaitsForScan);
        adhesion.Ignore(a => a.WasWithdrawnByStaff);
        adhesion.Ignore(a => a.WasRestored);
        adhesion.Ignore(a => a.HadItsPaper);
        adhesion.ComplexProperty(a => a.LegalRepresentative, representative =>
        {
            representative.Property(r => r.FirstName).HasMaxLength(ContactPerson.NameMaxLength);
            representative.Property(r => r.LastName).HasMaxLength(ContactPerson.NameMaxLength);
            representative.Property(r => r.Office).HasConversion<string>().HasMaxLength(20);
            representative.Ignore(r => r.IsComplete);
            representative.Ignore(r => r.FullName);
        });
        adhesion.ComplexProperty(a => a.PoliticalContact, Person);
        adhesion.ComplexProperty(a => a.TechnicalContact, Person);
        adhesion.ComplexProperty(a => a.Network, network =>
        {
            network.Property(n => n.Project).HasConversion<string>().HasMaxLength(20);
            network.Ignore(n => n.IsComplete);
        });
        adhesion.ComplexProperty(a => a.Act, act =>
        {
            act.Property(x => x.Kind).HasConversion<string>().HasMaxLength(20);
            act.Property(x => x.Number).HasMaxLength(AdhesionAct.NumberMaxLength);
            act.Ignore(x => x.IsAdopted);
            act.Ignore(x => x.IsComplete);
        });

        adhesion.HasOne<PublicBody>().WithMany().HasForeignKey(a => a.PublicBodyCode).OnDelete(DeleteBehavior.Restrict);
        adhesion.HasMany(a => a.Events).WithOne().HasForeignKey("AdhesionId").OnDelete(DeleteBehavior.Cascade);
        adhesion.HasMany(a => a.SignedCopies).WithOne().HasForeignKey("AdhesionId").OnDelete(DeleteBehavior.Cascade);

        // One adhesion a body from the signed scheda on: races are decided here.
        adhesion.HasIndex(a => a.ActiveKey).IsUnique();
        adhesion.HasIndex(a => a.DocumentCode).IsUnique();
        adhesion.HasIndex(a => a.ReceiptNumber).IsUnique();
        adhesion.HasIndex(a => new { a.PublicBodyCode, a.ProtocolYear, a.ProtocolNumber }).IsUnique();
        adhesion.HasIndex(a => new { a.Status, a.LastMovedAt });
    }

    public void Configure(EntityTypeBuilder<AdhesionEvent> entry)
    {
        entry.Property(e => e.Kind).HasConversion<string>().HasMaxLength(30);
        entry.Property(e => e.ActorName).HasMaxLength(EmailAddress.MaxLength);
        entry.Property(e => e.Note).HasMaxLength(AdhesionEvent.NoteMaxLength);
    }

    public void Configure(EntityTypeBuilder<SignedCopy> copy)
    {
        copy.Property(c => c.Id).ValueGeneratedNever();
        copy.Property(c => c.StoreKey).HasMaxLength(60);
        copy.Property(c => c.FileName).HasMaxLength(SignedCopy.FileNameMaxLength);
        copy.Property(c => c.ContentType).HasMaxLength(60);
        copy.Property(c => c.Sha256).HasMaxLength(64);
        copy.Property(c => c.Scan).HasConversion<string>().HasMaxLength(20);
        copy.Property(c => c.ReceivedFrom).HasMaxLength(EmailAddress.MaxLength);
        copy.Ignore(c => c.CameByPec);
        copy.HasIndex("AdhesionId", nameof(SignedCopy.Version)).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ReceiptCounter> counter)
    {
        counter.HasKey(c => c.Year);
        counter.Property(c => c.Year).ValueGeneratedNever();
    }

    private static void Person(ComplexPropertyBuilder<ContactPerson> person)
    {
        person.Property(p => p.FirstName).HasMaxLength(ContactPerson.NameMaxLength);
        person.Property(p => p.LastName).HasMaxLength(ContactPerson.NameMaxLength);
        person.Property(p => p.Role).HasMaxLength(ContactPerson.RoleMaxLength);
        person.Property(p => p.Unit).HasMaxLength(ContactPerson.RoleMaxLength);
        person.Property(p => p.Phone).HasMaxLength(ContactPerson.PhoneMaxLength);
        person.Property(p => p.Email).HasMaxLength(EmailAddress.MaxLength);
        person.Ignore(p => p.IsGiven);
        person.Ignore(p => p.IsComplete);
        person.Ignore(p => p.FullName);
    }
}
