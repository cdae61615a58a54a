MOD=list(range(12)); lse=lambda x: torch.logsumexp(torch.from_numpy(x),-1).numpy()
def joint(name,N,S):
    o=lambda i: np.stack([N[i][...,-1],S[i][...,-1]],-1); metrics(name+' J',o(0),o(1))
    o=lambda i: np.stack([N[i][...,-1],S[i][...,-1],lse(S[i][...,MOD])],-1); metrics(name+' Jl',o(0),o(1))
    o=lambda i: np.stack([N[i][...,-1],S[i][...,-1],lse(N[i][...,MOD]),lse(S[i][...,MOD])],-1); metrics(name+' Jll',o(0),o(1))
FH=dict(mode='fixhalf')
N0=ng('fixhalf'); S0=sem(**FH); joint('half',N0,S0)
joint('do4 ep6',N0,sem(do=.4,ep=6,**FH)); joint('do5 ep8',N0,sem(do=.5,ep=8,**FH))
N3=ng('fixhalf',ls=.03,ep=6); joint('ngls.03 ep6',N3,S0)
N6=ng('fixhalf',ep=7); joint('ng ep7',N6,S0)
w=np.ones(n); w[np.isin(base_nat,['coprov2'])]=2; w[np.isin(org,['moderation','comments','hatecheck'])]=2
Nw=ng('fixhalf',weights=w); Sw=sem(weights=w,**FH); joint('nat2',N0,Sw); joint('nat2 both',Nw,Sw)
Sw5=sem(weights=w,do=.4,ep=6,**FH); joint('nat2 both do4 ep6',Nw,Sw5)
w=np.ones(n); w[np.isin(base_nat,['coprov2'])]=1.5; w[np.isin(org,['moderation','comments'])]=4; w[org=='hatecheck']=2
Nw=ng('fixhalf',weights=w); Sw=sem(weights=w,do=.4,ep=6,**FH); joint('nat1.5 mod4 both do4',Nw,Sw)
w=np.ones(n); w[harm&comp]=1.5; joint('harmcomp1.5',N0,sem(weights=w,do=.4,ep=6,**FH))
w=np.ones(n); w[harm]=1.5; joint('harm1.5',N0,sem(weights=w,do=.4,ep=6,**FH))
joint('seed1 do4 ep6',ng('fixhalf',seed=1),sem(seed=1,do=.4,ep=6,**FH))
joint('H160 do4 ep7',N0,sem(H=160,do=.4,ep=7,**FH))
import zlib as Zl
net=ngrams(F=1,mode='fixhalf'); W=net.E.weight.detach().cpu().numpy(); b=net.b.detach().cpu().numpy(); A=None
for lev in (127,95,63):
    sc=np.abs(W).max(0)/lev; q=np.round(W/sc).astype(np.int8); print('levels',lev,'deflated',len(Zl.compress(q.tobytes(),9)),'zero share',(q==0).mean())
