using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Coopera.Web.Tests.Architecture;

/// <param name="From">Outermost type that uses the other one; compiler-made types count for what they were made of.</param>
public sealed record Arrow(string From, string To);

/// <summary>Which type of an assembly uses which other type of it, read off its metadata and every instruction of its methods.</summary>
public static class AssemblyArrows
{
    public static IReadOnlyCollection<Arrow> Of(string assemblyFile)
    {
        using var stream = File.OpenRead(assemblyFile);
        using var portable = new PEReader(stream);
        return new Reading(portable, portable.GetMetadataReader()).Arrows();
    }

    /// <summary>Names of the assemblies it refers to.</summary>
    public static IReadOnlyCollection<string> References(string assemblyFile)
    {
        using var stream = File.OpenRead(assemblyFile);
        using var portable = new PEReader(stream);
        var reader = portable.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    private sealed class Reading(PEReader portable, MetadataReader reader)
    {
        private readonly HashSet<Arrow> _arrows = [];
        private string _from = "";

        public IReadOnlyCollection<Arrow> Arrows()
        {
            foreach (var handle in reader.TypeDefinitions)
            {
                _from = Outermost(handle);
                Read(reader.GetTypeDefinition(handle));
            }

            return _arrows;
        }

        private void Read(TypeDefinition type)
        {
            Use(type.BaseType);
            foreach (var handle in type.GetInterfaceImplementations())
            {
                Use(reader.GetInterfaceImplementation(handle).Interface);
            }

            foreach (var handle in type.GetFields())
            {
                reader.GetFieldDefinition(handle).DecodeSignature(new Types(this), null);
                Attributes(reader.GetFieldDefinition(handle).GetCustomAttributes());
            }

            Attributes(type.GetCustomAttributes());
            foreach (var handle in type.GetMethods())
            {
                Read(reader.GetMethodDefinition(handle));
            }
        }

        private void Read(MethodDefinition method)
        {
            method.DecodeSignature(new Types(this), null);
            Attributes(method.GetCustomAttributes());
            if (method.RelativeVirtualAddress == 0)
            {
                return;
            }

            var body = portable.GetMethodBody(method.RelativeVirtualAddress);
            if (!body.LocalSignature.IsNil)
            {
                reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(new Types(this), null);
            }

            foreach (var token in Instructions.Tokens(body.GetILReader()))
            {
                Use(MetadataTokens.EntityHandle(token));
            }
        }

        private void Attributes(CustomAttributeHandleCollection attributes)
        {
            foreach (var handle in attributes)
            {
                Use(reader.GetCustomAttribute(handle).Constructor);
            }
        }

        private void Use(EntityHandle handle)
        {
            if (handle.IsNil)
            {
                return;
            }

            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    _arrows.Add(new Arrow(_from, Outermost((TypeDefinitionHandle)handle)));
                    break;
                case HandleKind.TypeSpecification:
                    reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(new Types(this), null);
                    break;
                case HandleKind.MethodDefinition:
                    Use(reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Use(reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MethodSpecification:
                    var method = reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                    method.DecodeSignature(new Types(this), null);
                    Use(method.Method);
                    break;
                case HandleKind.MemberReference:
                    Use(reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                    break;
            }
        }

        private string Outermost(TypeDefinitionHandle handle)
        {
            var type = reader.GetTypeDefinition(handle);
            for (var outer = type.GetDeclaringType(); !outer.IsNil; outer = type.GetDeclaringType())
            {
                type = reader.GetTypeDefinition(outer);
            }

            return $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
        }

        /// <summary>Notes every type that a signature names; what it returns is of no interest.</summary>
        private sealed class Types(Reading reading) : ISignatureTypeProvider<bool, object?>
        {
            public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
            {
                reading.Use(handle);
                return true;
            }

            public bool GetTypeFromSpecification(
                MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind)
            {
                reading.Use(handle);
                return true;
            }

            public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => true;

            public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;

            public bool GetArrayType(bool elementType, ArrayShape shape) => true;

            public bool GetByReferenceType(bool elementType) => true;

            public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

            public bool GetGenericMethodParameter(object? genericContext, int index) => true;

            public bool GetGenericTypeParameter(object? genericContext, int index) => true;

            public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;

            public bool GetPinnedType(bool elementType) => true;

            public bool GetPointerType(bool elementType) => true;

            public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;

            public bool GetSZArrayType(bool elementType) => true;
        }
    }
}
